using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Tunnels;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;
using Tunnel = OmsGateway.Gateway.Tunnels.Tunnel;

namespace OmsGateway.Gateway.Tests.Tunnels;

/// <summary>A stop at the moment when nothing of a tunnel's set-up is left to be cancelled.</summary>
public sealed class StopInSetUpTests : IDisposable
{
    private readonly RecordingLogger _log = new();
    private readonly GatewayMetrics _metrics = new(() => default!);
    private readonly TunnelReporter _reporter;
    private readonly SemaphoreSlim _secondAttempts = new(1);

    public StopInSetUpTests() => _reporter = new TunnelReporter(_log, _metrics, TimeProvider.System, LogRepetitionMode.Each);

    public void Dispose()
    {
        _reporter.Dispose();
        _metrics.Dispose();
        _secondAttempts.Dispose();
    }

    /// <summary>It would be spared like those that move bytes, and hold up the stop for the whole drain timeout.</summary>
    [Fact]
    public async Task A_stop_between_the_answer_and_the_first_byte_ends_the_tunnel()
    {
        await using Origin origin = Origin.Echo();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var limit = new CancellationTokenSource(Patience.Limit);
        Connection near = await LoopbackConnection.DialAsync(((IPEndPoint)listener.LocalEndpoint).Port, limit.Token);
        using Socket client = await listener.AcceptSocketAsync(limit.Token);
        await client.SendAsync(Encoding.ASCII.GetBytes($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n"), limit.Token);
        var closed = new TaskCompletionSource<Tunnel>();
        Tunnel? tunnel = null;
        using var connection = new HookedConnection(near) { Sent = () => tunnel!.Stop(sparesPumping: true) };
        tunnel = new Tunnel(1, connection, TestGateway.Configure(origin.Port), Services(), closed.SetResult);

        await tunnel.RunAsync(TunnelOutcome.Open);

        await closed.Task.WaitAsync(limit.Token);
        await _log.WaitForAsync(e => e.Message.Contains("] Closed: Aborted", StringComparison.Ordinal));
        SocketException error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await client.ReceiveAsync(new byte[100], limit.Token) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    private TunnelServices Services()
    {
        TimeProvider time = TimeProvider.System;
        ScriptedResolver names = new ScriptedResolver().Set("origin.test", "127.0.0.1");
        var connector = new UpstreamConnector(names, () => [], time, new RelayProxyStates(time, _log), _secondAttempts);
        return new TunnelServices(connector, _reporter, new Admission(time, refusals: 1), time);
    }
}
