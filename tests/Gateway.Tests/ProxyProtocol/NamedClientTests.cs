using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.ProxyProtocol;

/// <summary>Clients that a load balancer names.</summary>
public class NamedClientTests
{
    private static readonly IPAddress Balancer = IPAddress.Parse("127.3.0.1");
    private static readonly IPAddress Stranger = IPAddress.Parse("127.4.0.1");

    private static readonly byte[] Local = [.. "\r\n\r\n\0\r\nQUIT\n"u8, 0x20, 0, 0, 0];

    private static GatewaySettings Trust(GatewaySettings settings) => settings with { ProxyProtocolSources = Networks("127.3.0.0/16") };

    private static byte[] Line(string client, int port = 5678) => Encoding.ASCII.GetBytes($"PROXY TCP4 {client} 192.0.2.1 {port} 8080\r\n");

    private static byte[] Binary(string client, int port = 5678) =>
        [.. "\r\n\r\n\0\r\nQUIT\n"u8, 0x21, 0x11, 0, 12, .. IPAddress.Parse(client).GetAddressBytes(), 192, 0, 2, 1, (byte)(port >> 8), (byte)port, 0x1F, 0x90];

    [UnixTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Events_and_counts_go_by_the_client_that_is_named(int version)
    {
        await using var trial = await RefusalTrial.StartAsync(Trust);
        byte[] header = version == 1 ? Line("192.0.2.7") : Binary("192.0.2.7");
        using GatewayClient client = await ConnectAsync(trial.Gateway, Balancer);
        // The header comes in pieces, and its last one with the request.
        foreach (byte b in header[..^1]) await client.SendAsync([b]);
        await client.SendAsync([header[^1], .. Encoding.ASCII.GetBytes($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n")]);
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        await client.PassInspectionAsync("origin.test");

        Assert.Contains("192.0.2.7:5678", (await trial.Gateway.Log.WaitForAsync(EventIds.TlsVerified)).Message, StringComparison.Ordinal);
        Assert.Equal(1, trial.Gateway.Server.State.Counters.ConnectedClients);
        client.Dispose();
        await trial.Gateway.WhenIdleAsync();
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Message.Contains($"{Balancer}", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task From_anyone_else_a_header_is_refused()
    {
        await using var trial = await RefusalTrial.StartAsync(Trust);
        foreach (byte[] header in new[] { Line("192.0.2.7"), Binary("192.0.2.7") })
        {
            using GatewayClient client = await ConnectAsync(trial.Gateway, Stranger);
            await client.SendAsync(header);
            await client.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[05] ", await client.ReadHeadAsync());
        }

        await trial.AssertNothingContactedAsync();
        // Whoever has told the balancer and not the gateway reads what is missing.
        Assert.All(
            trial.Gateway.Log.Events.Where(e => e.Id == EventIds.NotConnect),
            e => Assert.Contains("the addresses in ProxyProtocolSources", e.Message, StringComparison.Ordinal));
        Assert.Contains(trial.Gateway.Log.Events, e => e.Id == EventIds.NotConnect);
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Message.Contains("192.0.2.7", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_second_header_is_refused()
    {
        await using var trial = await RefusalTrial.StartAsync(Trust);
        using GatewayClient client = await ConnectAsync(trial.Gateway, Balancer);

        await client.SendAsync([.. Line("192.0.2.7"), .. Line("192.0.2.8"), .. "CONNECT origin.test:443 HTTP/1.1\r\n\r\n"u8]);

        Assert.Matches("^HTTP/1.1 40[05] ", await client.ReadHeadAsync());
        client.Dispose();
        await trial.AssertNothingContactedAsync();
    }

    [UnixFact]
    public async Task A_malformed_header_is_refused()
    {
        await using var trial = await RefusalTrial.StartAsync(Trust);
        using GatewayClient client = await ConnectAsync(trial.Gateway, Balancer);

        await client.SendAsync("PROXY TCP4 here there 1 2\r\n");

        RefusalTrial.AssertRefused(await client.ReadAnswerAsync(), "400", "http_request_error");
        client.Dispose();
        await trial.AssertRefusedAsync(EventIds.NotConnect, LogLevel.Warning, "The line of the PROXY protocol is not of the form");
    }

    [UnixFact]
    public async Task The_networks_of_AllowedClients_are_those_of_the_clients()
    {
        await using var trial = await RefusalTrial.StartAsync(s => Trust(s) with { AllowedClients = Networks("192.0.2.0/24") });
        string request = $"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n";

        using (GatewayClient outside = await ConnectAsync(trial.Gateway, Balancer))
        {
            await outside.SendAsync([.. Line("198.51.100.1"), .. Encoding.ASCII.GetBytes(request)]);
            Assert.Empty(await ReadWhatComesAsync(outside));
        }

        LoggedEvent told = await trial.Gateway.Log.WaitForAsync(e => e.Id == EventIds.Forbidden);
        Assert.StartsWith("Client 198.51.100.1:5678 is forbidden.", told.Message);
        await trial.AssertNothingContactedAsync();

        using (GatewayClient inside = await ConnectAsync(trial.Gateway, Balancer))
        {
            await inside.SendAsync([.. Line("192.0.2.7"), .. Encoding.ASCII.GetBytes(request)]);
            Assert.StartsWith("HTTP/1.1 200 ", await inside.ReadHeadAsync());
        }

        // The balancer's own checks come with a header that names nobody, or without one.
        foreach (byte[] header in (byte[][])[Local, "PROXY UNKNOWN\r\n"u8.ToArray(), []])
        {
            using GatewayClient check = await ConnectAsync(trial.Gateway, Balancer);
            await check.SendAsync([.. header, .. "OPTIONS / HTTP/1.0\r\n\r\n"u8]);
            RefusalTrial.AssertRefused(await check.ReadAnswerAsync(), "405", "http_request_error");
        }

        Assert.Single(trial.Gateway.Log.Events, e => e.Id == EventIds.Forbidden);
    }

    /// <summary>proxy-protocol.txt §2.1 and §2.2: with UNKNOWN and LOCAL the connection's own endpoint counts, which here is nobody's who may pass.</summary>
    [UnixTheory]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("PROXY UNKNOWN 192.0.2.7 192.0.2.8 1 2\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\0\0\0")]
    public async Task A_request_for_which_the_balancer_names_nobody_is_its_own(string header)
    {
        await using var trial = await RefusalTrial.StartAsync(s => Trust(s) with { AllowedClients = Networks("192.0.2.0/24") });
        using GatewayClient unnamed = await ConnectAsync(trial.Gateway, Balancer);
        await unnamed.SendAsync(Encoding.Latin1.GetBytes($"{header}CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n"));
        Assert.Empty(await ReadWhatComesAsync(unnamed));
        await trial.Gateway.Log.WaitForAsync(e => e.Id == EventIds.Forbidden);
        await trial.AssertNothingContactedAsync();
    }

    /// <summary>A balancer that leaves the header out for one client must not let it in as itself.</summary>
    [UnixFact]
    public async Task A_request_without_a_header_is_the_balancer_s_own()
    {
        await using var trial = await RefusalTrial.StartAsync(s => Trust(s) with { AllowedClients = Networks("192.0.2.0/24") });
        using (GatewayClient unnamed = await ConnectAsync(trial.Gateway, Balancer))
        {
            await unnamed.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
            Assert.Empty(await ReadWhatComesAsync(unnamed));
        }

        Assert.StartsWith($"Client {Balancer}:", (await trial.Gateway.Log.WaitForAsync(e => e.Id == EventIds.Forbidden)).Message);
        await trial.AssertNothingContactedAsync();
        await trial.Gateway.ApplyAsync(s => Trust(s) with { AllowedClients = Networks("127.3.0.1") });
        using GatewayClient listed = await ConnectAsync(trial.Gateway, Balancer);
        await listed.OpenAsync("origin.test", trial.Origin.Port);
    }

    [UnixFact]
    public async Task The_limit_for_one_client_is_that_of_the_client_not_of_the_balancer()
    {
        await using var trial = await RefusalTrial.StartAsync(s => Trust(s) with { MaximumTunnelsPerClient = 2 });
        List<GatewayClient> open = [];
        for (int i = 0; i < 4; i++)
        {
            GatewayClient client = await ConnectAsync(trial.Gateway, Balancer);
            open.Add(client);
            await client.SendAsync(Line($"192.0.2.{7 + (i / 2)}"));
            await client.OpenAsync("origin.test", trial.Origin.Port);
        }

        using GatewayClient third = await ConnectAsync(trial.Gateway, Balancer);
        await third.SendAsync(Line("192.0.2.7"));

        RefusalTrial.AssertRefused(await third.ReadAnswerAsync(), "429", "connection_limit_reached");
        third.Dispose();
        open.ForEach(c => c.Dispose());
        Assert.Equal(2, (await trial.Gateway.WhenIdleAsync()).ConnectedClients);
        using GatewayClient again = await ConnectAsync(trial.Gateway, Balancer);
        await again.SendAsync(Line("192.0.2.7"));
        await again.OpenAsync("origin.test", trial.Origin.Port);
    }

    [UnixFact]
    public async Task Connections_without_a_name_count_against_the_limit_for_all()
    {
        // The balancer's own address is in none of the networks, which are those of its clients.
        await using var trial = await RefusalTrial.StartAsync(
            s => Trust(s) with { MaximumTunnels = 3, AllowedClients = Networks("127.4.0.0/16", "127.0.0.1") });
        List<GatewayClient> silent = [];
        for (int i = 0; i < 3; i++) silent.Add(await ConnectAsync(trial.Gateway, Balancer));
        while (trial.Gateway.Server.State.Counters.ActiveClientConnections < 3) await Task.Delay(5, silent[0].Limit);

        foreach (IPAddress from in new[] { Stranger, Balancer })
        {
            using GatewayClient refused = await ConnectAsync(trial.Gateway, from);
            RefusalTrial.AssertRefused(await refused.ReadAnswerAsync(), "503", "connection_limit_reached");
        }

        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Id == EventIds.Forbidden);
        silent.ForEach(c => c.Dispose());
        await trial.Gateway.WhenIdleAsync();
        using GatewayClient served = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
    }

    [UnixFact]
    public async Task Header_and_request_have_one_deadline()
    {
        var time = new ManualTimeProvider();
        await using var trial = await RefusalTrial.StartAsync(Trust, time);
        using GatewayClient slow = await ConnectAsync(trial.Gateway, Balancer), half = await ConnectAsync(trial.Gateway, Balancer);
        await time.WhenDeadlineAsync(TimeSpan.FromSeconds(15), 2);
        await half.SendAsync("PROXY TCP4 192.0.2.7 ");
        time.Advance(TimeSpan.FromSeconds(10));
        await slow.SendAsync([.. Line("192.0.2.7"), .. "CONN"u8]);
        while (trial.Gateway.Server.State.Counters.ConnectedClients == 0) await Task.Delay(5, slow.Limit);
        time.Advance(TimeSpan.FromSeconds(6));

        string slowAnswer = await slow.ReadAnswerAsync(), halfAnswer = await half.ReadAnswerAsync();
        RefusalTrial.AssertRefused(slowAnswer, "408", "http_request_error");
        Assert.Contains("The request head did not arrive in time; 4 bytes came.", slowAnswer, StringComparison.Ordinal);
        RefusalTrial.AssertRefused(halfAnswer, "408", "http_request_error");
        Assert.Contains("The header of the PROXY protocol did not arrive in time; 21 bytes came.", halfAnswer, StringComparison.Ordinal);
        slow.Dispose();
        half.Dispose();
        await trial.AssertNothingContactedAsync();
    }

    [UnixFact]
    public async Task A_connection_that_is_only_opened_and_closed_is_a_check_and_leaves_no_trace()
    {
        await using var trial = await RefusalTrial.StartAsync(Trust);
        foreach (byte[] bytes in new byte[][] { [], Local, Line("192.0.2.7") })
        {
            using GatewayClient check = await ConnectAsync(trial.Gateway, Balancer);
            if (bytes.Length > 0) await check.SendAsync(bytes);
        }

        await trial.Gateway.Log.WaitForAsync(e => e.Message.StartsWith("[3] Closed: ", StringComparison.Ordinal));
        await trial.AssertNothingContactedAsync();
        Assert.DoesNotContain(trial.Gateway.Log.Events, e => e.Level >= LogLevel.Warning);
    }

    private static NetworkSet Networks(params string[] networks) => new([.. networks.Select(IpNetwork.Parse)]);

    private static Task<GatewayClient> ConnectAsync(TestGateway gateway, IPAddress from) =>
        GatewayClient.ConnectAsync(gateway.Server.State.ListenEndPoints[0], from);

    // Closed with bytes unread, a connection may end with a reset.
    private static async Task<byte[]> ReadWhatComesAsync(GatewayClient client)
    {
        try
        {
            return await client.ReadToEndAsync();
        }
        catch (IOException)
        {
            return [];
        }
    }
}
