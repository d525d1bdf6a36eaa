using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Host.Logging;
using OmsGateway.Host.Logging.Syslog;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Logging.Syslog;

/// <summary>Syslog servers that do not do what they should.</summary>
public sealed class SyslogSinkTests : IDisposable
{
    private static readonly LogLines One = TestLines.Of("{}");

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, LoopbackPort.Free());
    private SyslogSink? _sink;

    public void Dispose()
    {
        _sink?.Dispose();
        _server.Dispose();
    }

    private int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    private SyslogSink Sink(SyslogTransport transport) => _sink = new SyslogSink(new SyslogDestination(transport, "127.0.0.1", Port), _log, _time);

    [Fact]
    public async Task A_server_that_does_not_read_is_given_up_after_a_while()
    {
        // Set before it listens, so that little waits in its window.
        _server.Server.ReceiveBufferSize = 4096;
        _server.Start();
        SyslogSink sink = Sink(SyslogTransport.Tcp);
        Assert.Equal(0, sink.Write(One));
        LogLines many = TestLines.Of([.. Enumerable.Repeat($"\"{new string('x', 8000)}\"", 256)]);

        Task<int> writing = Task.Run(() =>
        {
            int lost = 0;
            while (lost == 0) lost = sink.Write(many);
            return lost;
        });
        await _time.AdvanceUntilAsync(writing);

        Assert.InRange(await writing, 1, many.Count);
        Assert.EndsWith(
            $"127.0.0.1:{Port}: it did not take what was sent within 5 seconds. Lines are lost until it can; then a message says how many.",
            Assert.Single(_log.Events).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_holds_up_neither_tunnels_nor_a_stop()
    {
        _server.Start();
        var queue = new LineQueue(Sink(SyslogTransport.Tls), _time, capacity: 10 * "{}\n".Length);
        queue.Add("{}");
        _time.Advance(LineQueue.GatherTime);
        using Socket silent = await _server.AcceptSocketAsync().WaitAsync(Patience.Limit);
        // The ClientHello: the sink waits for an answer now.
        await silent.ReceiveAsync(new byte[1]).WaitAsync(Patience.Limit);

        for (int i = 0; i < 15; i++) queue.Add("{}");
        Assert.Equal(5, queue.Dropped);
        Task stop = queue.DisposeAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        await stop.WaitAsync(Patience.Limit);
        Assert.Empty(_log.Events);

        // What is left of it ends as well.
        await _time.AdvanceUntilAsync(_log.WaitForAsync(EventIds.Error));
        Assert.Contains("it did not answer within 8 seconds", Assert.Single(_log.Events).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_failure_there_is_a_pause_which_grows_to_a_minute()
    {
        SyslogSink sink = Sink(SyslogTransport.Tcp);
        foreach (int pause in new[] { 1, 2, 4, 8, 16, 32 })
        {
            Assert.Equal(1, sink.Write(One));
            _time.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.Equal(1, sink.Write(One));
        _server.Start();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, sink.Write(One));
        Assert.False(_server.Pending());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, sink.Write(One));
        Assert.Equal((EventIds.Error, LogLevel.Warning), (Assert.Single(_log.Events).Id, _log.Events[0].Level));
    }

    [Fact]
    public void A_server_that_closes_each_connection_is_none_that_works()
    {
        _server.Start();
        SyslogSink sink = Sink(SyslogTransport.Tcp);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(0, sink.Write(One));
            _server.AcceptSocket().Dispose();
            Assert.True(SpinWait.SpinUntil(() => sink.Write(One) == 1, Patience.Limit));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Single(_log.Events);
    }

    [Fact]
    public void What_fails_again_later_is_said_again()
    {
        SyslogSink sink = Sink(SyslogTransport.Tcp);
        Assert.Equal(1, sink.Write(One));
        _server.Start();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, sink.Write(One));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, sink.Write(One));

        using (Socket connection = _server.AcceptSocket()) _server.Stop();
        Assert.True(SpinWait.SpinUntil(() => sink.Write(One) == 1, Patience.Limit));
        Assert.Equal(2, _log.Events.Count);
    }

    /// <summary>ICMP tells a connected socket that nobody listens (RFC 1122 §4.1.3.3); Windows tells only who receives.</summary>
    [UnixFact]
    public void A_datagram_that_nobody_wants_is_noticed_with_the_next()
    {
        SyslogSink sink = Sink(SyslogTransport.Udp);
        Assert.True(SpinWait.SpinUntil(() => sink.Write(One) == 1, Patience.Limit));
        Assert.Single(_log.Events);
    }
}
