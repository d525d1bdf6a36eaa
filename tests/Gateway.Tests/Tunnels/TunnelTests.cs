using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tunnels;

public class TunnelTests
{
    private const int HundredMegabytes = 100 * 1024 * 1024;

    [Theory]
    [InlineData("HTTP/1.0")]
    [InlineData("HTTP/1.1")]
    public async Task Both_HTTP_versions_get_a_tunnel(string version)
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT origin.test:{origin.Port} {version}\r\n\r\n");

        Assert.Equal("HTTP/1.1 200 Connection established\r\n\r\n", await client.ReadHeadAsync());
    }

    [Theory]
    [InlineData("ORIGIN.test")]
    [InlineData("origin.test.")]
    public async Task Names_are_compared_without_case_and_trailing_dot(string host)
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync($"CONNECT {host}:{origin.Port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task Bytes_that_come_with_the_request_reach_the_server()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();

        await client.SendAsync([
            .. System.Text.Encoding.ASCII.GetBytes($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n"),
            .. ClientHelloBuilder.Tls13("origin.test").Record()]);

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        Assert.Equal(ServerHelloBuilder.Tls13Record, await client.ReadAsync(ServerHelloBuilder.Tls13Record.Length));
    }

    [Fact]
    public async Task A_request_may_send_itself_byte_by_byte()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();

        foreach (char c in $"CONNECT origin.test:{origin.Port} HTTP/1.1\r\nHost: origin.test\r\n\r\n") await client.SendAsync(c.ToString());

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task The_client_s_end_of_stream_reaches_the_server_while_the_answer_still_comes()
    {
        await using Origin origin = Origin.AfterHello(async stream =>
        {
            using var received = new MemoryStream();
            await stream.CopyToAsync(received);
            await stream.WriteAsync(SHA256.HashData(received.ToArray()));
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
        byte[] data = RandomNumberGenerator.GetBytes(1_000_000);

        await client.SendAsync(data);
        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.Equal(SHA256.HashData(data), await client.ReadToEndAsync());
    }

    [Fact]
    public async Task The_server_s_end_of_stream_reaches_the_client_while_it_still_sends()
    {
        var received = new TaskCompletionSource<byte[]>();
        await using Origin origin = Origin.AfterHello(async stream =>
        {
            await stream.WriteAsync("bye"u8.ToArray());
            stream.Socket.Shutdown(SocketShutdown.Send);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all);
            received.SetResult(all.ToArray());
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);

        Assert.Equal("bye"u8.ToArray(), await client.ReadToEndAsync());
        await client.SendAsync("still here"u8.ToArray());
        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.Equal("still here"u8.ToArray(), await received.Task.WaitAsync(client.Limit));
    }

    [Fact]
    public async Task A_hundred_megabytes_arrive_exactly_in_both_directions_at_once()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
        byte[] block = RandomNumberGenerator.GetBytes(1 << 20);
        using var sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        Task send = Task.Run(async () =>
        {
            for (int total = 0; total < HundredMegabytes; total += block.Length)
            {
                block[0]++;
                sent.AppendData(block);
                await client.SendAsync(block);
            }

            client.Socket.Shutdown(SocketShutdown.Send);
        });
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        int read;
        while ((read = await client.Stream.ReadAsync(buffer, client.Limit)) > 0)
        {
            received.AppendData(buffer.AsSpan(0, read));
            count += read;
        }

        await send;
        Assert.Equal(HundredMegabytes, count);
        Assert.Equal(sent.GetHashAndReset(), received.GetHashAndReset());
    }

    [Fact]
    public async Task Two_thousand_tunnels_work_at_once()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, log: Microsoft.Extensions.Logging.LogLevel.Warning);
        var clients = new GatewayClient[2000];
        try
        {
            await Parallel.ForAsync(0, clients.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 },
                async (i, _) => clients[i] = await gateway.OpenTunnelAsync(origin.Port));
            Assert.Equal(clients.Length, gateway.Server.State.Counters.ActiveClientConnections);

            foreach (GatewayClient client in clients) await client.SendAsync(BitConverter.GetBytes(client.GetHashCode()));
            foreach (GatewayClient client in clients) Assert.Equal(client.GetHashCode(), BitConverter.ToInt32(await client.ReadAsync(4)));
            Assert.Empty(gateway.Log.Events);
        }
        finally
        {
            foreach (GatewayClient? client in clients) client?.Dispose();
        }
    }

    [Fact]
    public async Task An_idle_tunnel_is_closed_after_the_idle_timeout_and_a_busy_one_is_not()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { IdleTimeout = TimeSpan.FromMinutes(10) }, time);
        using GatewayClient idle = await gateway.OpenTunnelAsync(origin.Port);
        using GatewayClient busy = await gateway.OpenTunnelAsync(origin.Port);

        time.Advance(TimeSpan.FromMinutes(9));
        await busy.SendAsync("x"u8.ToArray());
        Assert.Equal("x"u8.ToArray(), await busy.ReadAsync(1));
        time.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAnyAsync<IOException>(() => idle.ReadToEndAsync());
        await gateway.Log.WaitForAsync(e => e.Id == EventIds.Debug && e.Message.Contains("IdleTimeout", StringComparison.Ordinal));
        await busy.SendAsync("y"u8.ToArray());
        Assert.Equal("y"u8.ToArray(), await busy.ReadAsync(1));
    }

    [Theory]
    [InlineData("download")]
    [InlineData("upload")]
    public async Task A_tunnel_in_which_only_one_side_sends_is_not_idle(string transfer)
    {
        var time = new ManualTimeProvider();
        var accepted = new TaskCompletionSource<NetworkStream>();
        var over = new TaskCompletionSource();
        await using Origin origin = Origin.AfterHello(stream =>
        {
            accepted.SetResult(stream);
            return over.Task;
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { IdleTimeout = TimeSpan.FromMinutes(10) }, time);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);
        NetworkStream server = await accepted.Task.WaitAsync(client.Limit);
        (NetworkStream from, NetworkStream to) = transfer == "download" ? (server, client.Stream) : (client.Stream, server);

        for (int i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromMinutes(9));
            await from.WriteAsync("x"u8.ToArray(), client.Limit);
            Assert.Equal(1, await to.ReadAsync(new byte[1], client.Limit));
        }

        over.SetResult();
    }

    [Fact]
    public async Task A_server_that_resets_breaks_the_client_s_connection()
    {
        await using Origin origin = Origin.AfterHello(stream =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.OpenTunnelAsync(origin.Port);

        await Assert.ThrowsAnyAsync<IOException>(() => client.ReadToEndAsync());

        await gateway.Log.WaitForAsync(e => e.Message.Contains("ServerReset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_record_tells_a_tunnel_s_story()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using (GatewayClient client = await gateway.OpenTunnelAsync(origin.Port))
        {
            await client.SendAsync(new byte[1000]);
            await client.ReadAsync(1000);
            client.Socket.Shutdown(SocketShutdown.Send);
            await client.ReadToEndAsync();
        }

        LoggedEvent closed = await gateway.Log.WaitForAsync(e => e.Message.Contains("Closed: Completed", StringComparison.Ordinal));
        Assert.Matches($@"client 127\.0\.0\.1:\d+, target origin\.test:{origin.Port} at 127\.0\.0\.1:{origin.Port}, TLS 1\.3", closed.Message);
        int hello = ClientHelloBuilder.Tls13("origin.test").Record().Length;
        Assert.Contains($"{1000 + hello} bytes sent, {1000 + ServerHelloBuilder.Tls13Record.Length} bytes received", closed.Message, StringComparison.Ordinal);
        Assert.Single(gateway.Log.Events, e => e.Id == EventIds.ConnectReceived);
        Assert.Single(gateway.Log.Events, e => e.Id == EventIds.TlsVerified);
        Assert.Equal(new GatewayCounters(0, 1, 0, 0, 1, 2000 + hello + ServerHelloBuilder.Tls13Record.Length), await gateway.WhenIdleAsync());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Listener_and_target_may_be_either_family(string address)
    {
        IPAddress ip = IPAddress.Parse(address);
        await using Origin origin = Origin.Echo(ip);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenAddress = ip }, hosts: address);
        using GatewayClient client = await gateway.ConnectAsync();

        string target = ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : address;
        await client.SendAsync($"CONNECT {target}:{origin.Port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task Without_an_address_both_families_are_listened_on()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, s => s with { ListenAddress = null });
        foreach (IPAddress address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            using GatewayClient client = await GatewayClient.ConnectAsync(new IPEndPoint(address, gateway.Port));
            await client.OpenAsync("origin.test", origin.Port);
        }

        Assert.Contains(gateway.Log.Events, e => e.Message.Contains(" 127.0.0.1:", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Events, e => e.Message.Contains("::ffff:", StringComparison.Ordinal));
    }
}
