using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>How a client's tunnel went.</summary>
internal enum Ending
{
    /// <summary>Everything came back.</summary>
    Whole,

    /// <summary>The stream ended early, as if it were complete.</summary>
    Ended,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>The gateway gave no tunnel.</summary>
    Refused,
}

/// <summary>Many clients at once, and what must be true when they are gone.</summary>
internal static class Load
{
    public const int Payload = 100_000;

    /// <summary>Clients that each open a tunnel to an echo and compare what comes back.</summary>
    public static Task<Ending[]> RunAsync(TestGateway gateway, int originPort, int clients, string host = "origin.test") =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => EchoAsync(gateway, originPort, host))));

    /// <summary>Such clients, some of which only a deadline can end: the clock moves once the others are through.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="originPort">The port that they ask for.</param>
    /// <param name="clients">How many there are.</param>
    /// <param name="time">The gateway's clock.</param>
    /// <param name="others">How many need no deadline.</param>
    /// <param name="isIdle">Whether the deadline is the idle timeout, so that all of them have to be verified first: a handshake's is shorter.</param>
    public static async Task<Ending[]> RunAsync(
        TestGateway gateway, int originPort, int clients, ManualTimeProvider time, int others, bool isIdle = false)
    {
        Task<Ending>[] all = [.. Enumerable.Range(0, clients).Select(_ => Task.Run(() => EchoAsync(gateway, originPort)))];
        // One list of them from first to last: a client that ended between two looks at it would be waited for until the others give up.
        await Task.WhenEach(all).ElementAtAsync(others - 1);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (isIdle && gateway.Log.Events.Count(e => e.Id == EventIds.TlsVerified) < clients) await Task.Delay(20, limit.Token);
        Task<Ending[]> ended = Task.WhenAll(all);
        long still = time.GetTimestamp();
        await time.AdvanceUntilAsync(ended, isIdle ? TimeSpan.FromMinutes(1) : null);
        try
        {
            return await ended;
        }
        catch (OperationCanceledException)
        {
            // A client gave up; which tunnels were open then, and whether the clock moved, is what a finder needs.
            Assert.Fail($"{string.Join(", ", all.GroupBy(Describe).Select(g => $"{g.Key}: {g.Count()}"))}; {gateway.Server.State.Counters}; "
                + $"the clock moved {time.GetElapsedTime(still)}, and {(time.HasDelays ? "some" : "no")} deadlines are set.\n"
                + string.Join('\n', gateway.Log.Events.Select(e => e.Message)));
            throw;
        }

        static string Describe(Task<Ending> client) => client.Status == TaskStatus.RanToCompletion ? $"{client.Result}" : $"{client.Status}";
    }

    /// <summary>One such client.</summary>
    public static Task<Ending> EchoAsync(TestGateway gateway, int originPort, string host = "origin.test") =>
        EchoAsync(gateway.Server.State.ListenEndPoints[0], originPort, host);

    /// <summary>A client of whatever listens there.</summary>
    public static async Task<Ending> EchoAsync(IPEndPoint endPoint, int originPort, string host = "origin.test")
    {
        try
        {
            using GatewayClient client = await GatewayClient.ConnectAsync(endPoint);
            await client.SendAsync($"CONNECT {host}:{originPort} HTTP/1.1\r\n\r\n");
            if (!(await client.ReadHeadAsync()).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) return Ending.Refused;
            await client.SendAsync(ClientHelloBuilder.Tls13(host).Record());
            await client.ReadAsync(ServerHelloBuilder.Tls13Record.Length);
            byte[] data = RandomNumberGenerator.GetBytes(Payload), back = new byte[Payload];
            Task send = client.SendAsync(data);
            int read = await client.Stream.ReadAtLeastAsync(back, back.Length, throwOnEndOfStream: false, client.Limit);
            await send;
            client.Socket.Shutdown(SocketShutdown.Send);
            if (read < back.Length) return Ending.Ended;
            Assert.True(back.AsSpan().SequenceEqual(data), "The echo is not what was sent.");
            await client.ReadToEndAsync();
            return Ending.Whole;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return Ending.Broken;
        }
    }

    /// <summary>No connection is open and each has had exactly one record.</summary>
    public static async Task AssertSettledAsync(TestGateway gateway)
    {
        GatewayCounters counters = await gateway.WhenIdleAsync();
        string[] closed =
            [.. gateway.Log.Events.Where(e => e.Id == EventIds.Debug).Select(e => e.Message).Where(m => m.Contains("] Closed: ", StringComparison.Ordinal))];
        Assert.Equal(counters.ClosedConnections, closed.Length);
        Assert.Equal(closed.Length, closed.Select(m => m[..m.IndexOf(']', StringComparison.Ordinal)]).Distinct().Count());
        Assert.DoesNotContain(closed, m => m.Contains("InternalError", StringComparison.Ordinal));
    }

    /// <summary>
    /// Runs something that tells of its gateways: afterwards no socket is open that was not before, and nothing holds a gateway, to which
    /// whatever is left of a tunnel leads. Bytes would tell less: of a busy machine's pools, which have buffers for each thread.
    /// </summary>
    public static async Task AssertLeavesNothingAsync(Func<Action<TestGateway>, Task> run)
    {
        Collect();
        int sockets = ProcessHandles.CountSockets();
        List<WeakReference> gateways = [];
        await run(gateway => gateways.Add(new(gateway.Server)));
        Assert.NotEmpty(gateways);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (ProcessHandles.CountSockets() > sockets || gateways.Exists(g => g.IsAlive))
        {
            Assert.False(limit.IsCancellationRequested,
                $"{gateways.Count(g => g.IsAlive)} gateways are held, and {ProcessHandles.CountSockets() - sockets} more sockets are open than before.");
            // Not at once: what has just ended is still on the stack.
            await Task.Delay(20);
            Collect();
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
