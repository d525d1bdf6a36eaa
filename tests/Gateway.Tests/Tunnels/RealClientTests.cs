using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

/// <summary>The clients that administrators and agents use, through a real TLS handshake.</summary>
public class RealClientTests
{
    [ToolTheory("curl")]
    [InlineData("--http1.1")]
    [InlineData("--proxy1.0")]
    public async Task Curl_gets_a_tunnel(string option)
    {
        await using Origin origin = Origin.Https("hello from curl");
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        string[] proxy = option == "--proxy1.0" ? [option, $"127.0.0.1:{gateway.Port}"] : [option, "-x", $"http://127.0.0.1:{gateway.Port}"];

        ProgramResult result = await ProgramRunner.RunAsync("curl", ["-sS", "-k", .. proxy, $"https://origin.test:{origin.Port}/"]);

        Assert.Equal("hello from curl", result.Output);
        await gateway.Log.WaitForAsync(EventIds.TlsVerified);
    }

    [ToolFact("curl")]
    public async Task Curl_shows_why_it_is_refused()
    {
        await using Origin origin = Origin.Https("never");
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);

        ProgramResult result = await ProgramRunner.RunAsync("curl",
            ["-sS", "-k", "-i", "-x", $"http://127.0.0.1:{gateway.Port}", $"https://other.test:{origin.Port}/"]);

        Assert.Equal(56, result.ExitCode);
        Assert.Contains("403", result.Errors, StringComparison.Ordinal);
        Assert.Contains("The host other.test is not on the gateway's allow list", result.Output, StringComparison.Ordinal);
    }

    [ToolFact("openssl")]
    public async Task OpenSSL_gets_a_tunnel_by_its_proxy_option()
    {
        await using Origin origin = Origin.Https("hello from openssl");
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);

        ProgramResult result = await ProgramRunner.RunAsync("openssl",
            ["s_client", "-quiet", "-proxy", $"127.0.0.1:{gateway.Port}", "-connect", $"origin.test:{origin.Port}", "-servername", "origin.test"],
            "GET / HTTP/1.0\r\n\r\n");

        Assert.EndsWith("hello from openssl", result.Output);
        await gateway.Log.WaitForAsync(EventIds.TlsVerified);
    }

    [Fact]
    public async Task HttpClient_gets_a_tunnel()
    {
        await using Origin origin = Origin.Https("hello from HttpClient");
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy($"http://127.0.0.1:{gateway.Port}"),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        using var client = new HttpClient(handler);

        Assert.Equal("hello from HttpClient", await client.GetStringAsync(new Uri($"https://origin.test:{origin.Port}/")));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "TLS 1.2")]
    [InlineData(SslProtocols.Tls13, "TLS 1.3")]
    public async Task SslStream_gets_a_tunnel_at_each_version(SslProtocols protocol, string name)
    {
        await using Origin origin = Origin.Https("hello", protocol, IPAddress.IPv6Loopback);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenAddress = IPAddress.IPv6Loopback });
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT localhost:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();

        await using var tls = new SslStream(client.Stream, false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost", null, protocol, false);
        await tls.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);

        Assert.EndsWith("hello", await reader.ReadToEndAsync());
        LoggedEvent verified = await gateway.Log.WaitForAsync(EventIds.TlsVerified);
        Assert.Contains("TLS session is successfully verified", verified.Message, StringComparison.Ordinal);
        Assert.EndsWith(name, verified.Message);
    }

    [Fact]
    public async Task A_session_for_another_name_is_rejected_with_an_alert()
    {
        await using Origin origin = Origin.Https("never");
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();

        await using var tls = new SslStream(client.Stream, false, (_, _, _, _) => true);
        await Assert.ThrowsAsync<AuthenticationException>(() => tls.AuthenticateAsClientAsync("other.test"));

        await gateway.Log.WaitForAsync(EventIds.TlsRejected);
        GatewayCounters counters = await gateway.WhenIdleAsync();
        Assert.Equal((1, 1), (counters.Errors, counters.Rejections));
    }

    [Fact]
    public async Task What_is_not_TLS_is_rejected()
    {
        var received = new TaskCompletionSource<int>();
        await using var origin = new Origin(async stream => received.SetResult(await stream.ReadAsync(new byte[1])));
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: origin.test\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        Assert.Empty(await client.ReadToEndAsync());
        await gateway.Log.WaitForAsync(EventIds.TlsRejected);
        await Assert.ThrowsAnyAsync<Exception>(() => received.Task.WaitAsync(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_handshake_that_does_not_come_ends_with_its_timeout()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync("\u0016\u0003\u0001");

        DateTimeOffset began = time.GetUtcNow();
        Task<byte[]> end = client.ReadToEndAsync();
        await time.AdvanceUntilAsync(end);

        Assert.Empty(await end);
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(30));
        client.Dispose();
        LoggedEvent logged = await gateway.Log.WaitForAsync(EventIds.HandshakeParsing);
        Assert.Contains("not complete within 30 seconds", logged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_to_a_dead_first_address_takes_the_next()
    {
        await using Origin origin = Origin.Https("hello", address: IPAddress.Loopback);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        gateway.Names.Set("origin.test", "::1", "127.0.0.1");
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task A_gateway_may_be_the_relay_proxy_of_another()
    {
        await using Origin origin = Origin.Https("hello through two");
        await using TestGateway outer = await TestGateway.StartAsync(origin.Port);
        await using TestGateway inner = await TestGateway.StartAsync(origin.Port, s => s with { RelayProxy = new() { Host = "127.0.0.1", Port = outer.Port } });
        using var handler = new SocketsHttpHandler
        {
            Proxy = new WebProxy($"http://127.0.0.1:{inner.Port}"),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };
        using var client = new HttpClient(handler);

        Assert.Equal("hello through two", await client.GetStringAsync(new Uri($"https://origin.test:{origin.Port}/")));
        await outer.Log.WaitForAsync(EventIds.TlsVerified);
        Assert.Equal(0, inner.Names.LookUps);
    }

    [Fact]
    public async Task A_gateway_is_not_its_own_relay_proxy()
    {
        await using Origin origin = Origin.Echo();
        int port = LoopbackPort.Free();
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { ListenPort = port, RelayProxy = new() { Host = "localhost", Port = port } });
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadHeadAsync());
        Assert.Single(gateway.Log.Events, e => e.Id == EventIds.ConnectReceived);
    }
}
