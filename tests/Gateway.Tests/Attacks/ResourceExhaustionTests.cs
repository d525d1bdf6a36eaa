using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Attacks;

/// <summary>Clients that take the gateway's time, memory or places without ever being served.</summary>
public class ResourceExhaustionTests
{
    [Fact]
    public async Task A_request_that_trickles_in_has_one_deadline()
    {
        // Slowloris: each byte comes in time, and all of them too late.
        var time = new ManualTimeProvider();
        await using var trial = await RefusalTrial.StartAsync(time: time);
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await time.WhenDeadlineAsync(TimeSpan.FromSeconds(15));
        foreach (char c in "CONN")
        {
            await client.SendAsync(c.ToString());
            time.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadAnswerAsync());
        client.Dispose();
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task A_hello_that_trickles_in_has_one_deadline()
    {
        var time = new ManualTimeProvider();
        var received = new TaskCompletionSource<byte[]>();
        await using Origin origin = Origin.Recording(received);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();
        // Padding (RFC 7685) makes it longer than the gateway could need to look at its clock after the answer.
        byte[] hello = ClientHelloBuilder.Tls13("origin.test").With(21, new byte[15_000]).Record();
        Task<byte[]> end = client.ReadToEndAsync();
        int sent = 0;
        try
        {
            for (; sent < hello.Length && !end.IsCompleted; sent++)
            {
                await client.SendAsync([hello[sent]]);
                time.Advance(TimeSpan.FromSeconds(4));
                await Task.WhenAny(end, Task.Delay(5));
            }

            await end;
        }
        catch (IOException)
        {
            // The time to say goodbye is over at once too, so that the end may be a reset.
        }

        Assert.InRange(sent, 7, hello.Length - 1);
        Assert.Empty(await received.Task.WaitAsync(client.Limit));
    }

    [Theory]
    [InlineData("CONNECT origin.test:443 HTTP/1.1\r\n", "X: y\r\n", "HTTP/1.1 431 ")]
    [InlineData("CONNECT ", "a", "HTTP/1.1 431 ")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "0123456789", "HTTP/1.1 405 ")]
    public async Task A_client_that_never_stops_sending_is_cut_off(string start, string again, string status)
    {
        await using var trial = await RefusalTrial.StartAsync();
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync(start);
        string flood = string.Concat(Enumerable.Repeat(again, 1000));
        Task flooding = Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true) await client.SendAsync(flood);
        });

        // The reset that ends the flood may overtake the answer.
        string answer = "";
        try
        {
            answer = await client.ReadHeadAsync();
        }
        catch (IOException)
        {
        }

        await flooding;
        Assert.True(answer.Length == 0 || answer.StartsWith(status, StringComparison.Ordinal), answer);
        await trial.AssertNothingContactedAsync();
    }

    [Fact]
    public async Task Connections_that_ask_for_nothing_count_against_their_client()
    {
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnelsPerClient = 3 });
        List<GatewayClient> silent = [];
        for (int i = 0; i < 3; i++) silent.Add(await trial.Gateway.ConnectAsync());
        while (trial.Gateway.Server.State.Counters.ActiveClientConnections < 3) await Task.Delay(5, silent[0].Limit);

        string answer = await trial.AskForAsync("origin.test");

        RefusalTrial.AssertRefused(answer, "429", "connection_limit_reached");
        silent.ForEach(c => c.Dispose());
        await trial.AssertNothingContactedAsync();
        using GatewayClient served = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
    }

    [UnixFact]
    public async Task A_client_that_is_refused_over_and_over_locks_nobody_out()
    {
        // Refused connections that their client keeps open took the places of tunnels, and it only had to open them fast enough.
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnels = 40, MaximumTunnelsPerClient = 10 });
        IPEndPoint gateway = trial.Gateway.Server.State.ListenEndPoints[0];
        List<GatewayClient> flood = [];
        for (int i = 0; i < 200; i++) flood.Add(await GatewayClient.ConnectAsync(gateway, IPAddress.Parse("127.0.0.2")));

        using GatewayClient served = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);

        // One more is served than the ten of the flood and those of it that still read why they were refused.
        while (trial.Gateway.Server.State.Counters.ActiveClientConnections > 10 + Admission.RefusalsPerClient + 1) await Task.Delay(5, served.Limit);
        flood.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_client_whose_sessions_are_rejected_keeps_no_tunnel_s_place()
    {
        // After its alert a client is listened to for a while, and keeps its connection open for all of it. The clock stands still.
        await using var trial = await RefusalTrial.StartAsync(s => s with { MaximumTunnelsPerClient = 4 }, new ManualTimeProvider());
        List<GatewayClient> staying = [];
        for (int i = 0; i < 2 * Admission.RefusalsPerClient; i++)
        {
            GatewayClient client = await trial.Gateway.ConnectAsync();
            staying.Add(client);
            await client.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
            await client.SendAsync(ClientHelloBuilder.Tls13("other.test").Record());
            byte[] alert = await client.ReadToEndAsync();
            Assert.Equal([21, 3, 3, 0, 2, 2], alert[..6]);
        }

        while (trial.Gateway.Server.State.Counters.ActiveClientConnections > Admission.RefusalsPerClient) await Task.Delay(5, staying[^1].Limit);
        using GatewayClient served = await trial.Gateway.OpenTunnelAsync(trial.Origin.Port);
        staying.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_hello_of_tiny_records_has_an_end()
    {
        await using Origin origin = new(stream => stream.CopyToAsync(Stream.Null));
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{origin.Port} HTTP/1.1\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync(Fragmented([1, 0, 0x3F, 0xFF, .. new byte[0x3FFF]], 1));
        await client.ReadToEndAsync();
        await gateway.WhenIdleAsync();
        Assert.DoesNotContain(gateway.Log.Events, e => e.Id == EventIds.TlsVerified);
    }
}
