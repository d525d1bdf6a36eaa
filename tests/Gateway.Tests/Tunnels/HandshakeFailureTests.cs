using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

/// <summary>Handshakes that end because one side wants no session: the administrator sees which side, and how.</summary>
public class HandshakeFailureTests
{
    private static readonly byte[] Tls12Hello = new ClientHelloBuilder().WithName("origin.test").Record();

    [Fact]
    public async Task A_target_that_resets_at_the_hello()
    {
        // What a firewall does that filters by host name.
        await using var origin = new Origin(async stream =>
        {
            await Origin.ReadRecordAsync(stream);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });
        await AssertReportedAsync(origin, "The target reset the connection before it answered the ClientHello; a firewall");
    }

    [Fact]
    public async Task A_target_that_closes_at_the_hello()
    {
        await using var origin = new Origin(stream => Origin.ReadRecordAsync(stream));
        await AssertReportedAsync(origin, "The target closed the connection before it answered the ClientHello.");
    }

    [Fact]
    public async Task A_target_that_closes_in_the_middle()
    {
        await using var origin = new Origin(async stream =>
        {
            await Origin.ReadRecordAsync(stream);
            await stream.WriteAsync(ServerHelloBuilder.Tls12Record);
        });
        await AssertReportedAsync(origin, "The target closed the connection in the middle of the handshake.");
    }

    [Theory]
    [InlineData(40, "The target sent the alert handshake_failure (40): it accepts none of the TLS versions and cipher suites that the client offers.")]
    [InlineData(112, "The target sent the alert unrecognized_name (112): it does not serve this host name.")]
    [InlineData(80, "The target sent the alert internal_error (80).")]
    [InlineData(200, "The target sent the alert 200.")]
    public async Task A_target_that_sends_a_fatal_alert(byte alert, string says)
    {
        await using var origin = new Origin(async stream =>
        {
            await Origin.ReadRecordAsync(stream);
            await stream.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert });
        });
        byte[] received = await AssertReportedAsync(origin, says);
        // It is the client's to see as well.
        Assert.Equal([21, 3, 3, 0, 2, 2, alert], received);
    }

    [Fact]
    public async Task A_client_that_stays_after_the_target_has_closed()
    {
        var time = new ManualTimeProvider();
        await using var origin = new Origin(stream => Origin.ReadRecordAsync(stream));
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient client = await HelloAsync(gateway, origin);
        await client.ReadToEndAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await AssertReportedAsync(gateway, "The target closed the connection");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_target_that_does_not_answer_the_hello(bool clientGivesUp)
    {
        // As behind a firewall that lets the connection through and drops what names the host.
        var time = new ManualTimeProvider();
        var received = new TaskCompletionSource();
        await using var origin = new Origin(async stream =>
        {
            await Origin.ReadRecordAsync(stream);
            received.SetResult();
            await stream.CopyToAsync(Stream.Null);
            await Task.Delay(Timeout.Infinite);
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient client = await HelloAsync(gateway, origin);
        await received.Task.WaitAsync(client.Limit);
        if (clientGivesUp) client.Socket.Shutdown(SocketShutdown.Send);
        time.Advance(TimeSpan.FromSeconds(32));
        Assert.Empty(await client.ReadToEndAsync());
        client.Dispose();
        await AssertReportedAsync(gateway, "The target did not answer the ClientHello within 30 seconds; a firewall");
    }

    [ToolFact("openssl")]
    public async Task A_client_that_does_not_trust_the_certificate()
    {
        // OpenSSL sends its alert in the clear up to TLS 1.2. In TLS 1.3 it is encrypted.
        await using Origin origin = Origin.Https("never", SslProtocols.Tls12);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        await ProgramRunner.RunAsync("openssl",
            ["s_client", "-tls1_2", "-verify_return_error", "-verify", "1", "-proxy", $"127.0.0.1:{gateway.Port}",
             "-connect", $"origin.test:{origin.Port}", "-servername", "origin.test"], "");
        await AssertReportedAsync(gateway, "The client sent the alert ", ": it does not trust the certificate that it was shown; if the target's own is good, "
            + "something on the way inspects TLS and replaces it.");
    }

    /// <summary>OpenSSL's s_server sends an alert to a client that has closed without a hello: that is not the server that speaks first.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_client_that_goes_away_without_a_word_is_no_error(bool saysHello, bool isAnswered)
    {
        await using var origin = new Origin(async stream =>
        {
            await stream.CopyToAsync(Stream.Null);
            if (isAnswered) await stream.WriteAsync(new byte[] { 0x15, 3, 1, 0, 2, 2, 80 });
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using (GatewayClient client = await gateway.ConnectAsync())
        {
            await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
            await client.ReadHeadAsync();
            if (saysHello) await client.SendAsync(Tls12Hello);
        }

        await gateway.Log.WaitForAsync(e => e.Message.Contains("] Closed: HandshakeAborted;", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Events, e => e.Level >= LogLevel.Warning);
        Assert.Equal(0, gateway.Server.State.Counters.Errors);
    }

    private static async Task<byte[]> AssertReportedAsync(Origin origin, string says)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await HelloAsync(gateway, origin);
        byte[] received = [];
        try
        {
            received = await client.ReadToEndAsync();
        }
        catch (IOException)
        {
            // A reset is passed on as one.
        }

        client.Dispose();
        await AssertReportedAsync(gateway, says);
        return received;
    }

    private static async Task AssertReportedAsync(TestGateway gateway, params string[] says)
    {
        LoggedEvent logged = await gateway.Log.WaitForAsync(e => e.Id == EventIds.Network);
        Assert.Equal(LogLevel.Error, logged.Level);
        Assert.StartsWith("[1] TLS handshake of client 127.0.0.1:", logged.Message);
        Assert.Contains(" with origin.test:", logged.Message, StringComparison.Ordinal);
        Assert.All(says, part => Assert.Contains(part, logged.Message, StringComparison.Ordinal));
        Assert.Equal(1, gateway.Server.State.Counters.Errors);
        Assert.Equal(0, gateway.Server.State.Counters.Rejections);
    }

    private static async Task<GatewayClient> HelloAsync(TestGateway gateway, Origin origin)
    {
        GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync(Tls12Hello);
        return client;
    }
}
