using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>Relays connections on loopback through an inspector each, in small portions, and keeps what was said.</summary>
internal sealed class InspectingRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new(Patience.Limit);
    private readonly GatewayConfiguration _configuration;
    private readonly int _serverPort;
    private readonly int _portion;

    public InspectingRelay(int serverPort, GatewayConfiguration? configuration = null, int portion = 1400)
    {
        _serverPort = serverPort;
        _configuration = configuration ?? Policy.Default;
        _portion = portion;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Serves one connection to its end.</summary>
    public async Task<RelayedSession> RelayOneAsync()
    {
        using Socket client = await _listener.AcceptAsync(_stop.Token);
        using Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
        using HandshakeInspector inspector = new(HostName.Parse(Tunnel.Target), _configuration);
        RelayedSession session = new(inspector);
        await Task.WhenAll(
            PumpAsync(session, client, server, client, TunnelDirection.ClientToServer),
            PumpAsync(session, server, client, client, TunnelDirection.ServerToClient));
        return session;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task PumpAsync(RelayedSession session, Socket from, Socket to, Socket client, TunnelDirection direction)
    {
        byte[] buffer = new byte[_portion];
        bool passed = false;
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
            {
                session.Record(direction, buffer.AsSpan(0, count));
                ReadOnlyMemory<byte> forward = buffer.AsMemory(0, count);
                if (!passed)
                {
                    InspectionStep step = session.Inspector.Inspect(direction, forward.Span);
                    if (step.State == InspectionState.Refused)
                    {
                        ReadOnlyMemory<byte> alert = session.Inspector.RefusalAlert;
                        if (!alert.IsEmpty) await client.SendAsync(alert, _stop.Token);
                        client.Shutdown(SocketShutdown.Send);
                        (from == client ? to : from).Close();
                        return;
                    }

                    passed = step.State == InspectionState.Passed;
                    forward = step.Forward;
                }

                if (!forward.IsEmpty) await to.SendAsync(forward, _stop.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side closed hard, as tools do once they have what they want.
            from.Close();
            to.Close();
        }
    }
}
