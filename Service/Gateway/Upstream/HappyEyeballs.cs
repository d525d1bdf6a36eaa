using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Upstream;

/// <summary>Connects to the first of several addresses that answers (RFC 8305), each tried a little after the one before.</summary>
internal static class HappyEyeballs
{
    // RFC 8305 §5: the recommended connection attempt delay.
    internal static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Attempts of a tunnel under way at once: a name may have any number of addresses, and each attempt takes a socket and a port.</summary>
    internal const int AttemptsAtOnce = 2;

    /// <summary>Addresses that are tried. Large services have up to eight in an answer; a host that needs more has none that works.</summary>
    internal const int MaximumAddresses = 8;

    // With others waiting, an attempt has time for its SYN and two more of them (RFC 6298 §2: after 1 and 3 seconds), so that all
    // eight get their turn within the default connect timeout.
    internal static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    /// <summary>The first connection; the losers are closed.</summary>
    /// <param name="addresses">At least one.</param>
    /// <param name="port">The port.</param>
    /// <param name="seconds">The places that all tunnels share for second attempts; without one there is one attempt at a time.</param>
    /// <param name="time">Clock of the delays.</param>
    /// <param name="deadline">Ends all attempts.</param>
    /// <exception cref="SocketException">Every address failed; the last failure.</exception>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public static ValueTask<Connection> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, SemaphoreSlim seconds, TimeProvider time, CancellationToken deadline) =>
        addresses.Count == 1
            ? ConnectOneAsync(addresses[0], port, deadline)
            : new(RaceAsync(addresses, port, seconds, time, deadline));

    /// <summary>Alternates address families, the first address's family first (RFC 8305 §4).</summary>
    internal static IEnumerable<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        AddressFamily first = addresses[0].AddressFamily;
        var preferred = new Queue<IPAddress>(addresses.Where(a => a.AddressFamily == first));
        var other = new Queue<IPAddress>(addresses.Where(a => a.AddressFamily != first));
        while (preferred.Count + other.Count > 0)
        {
            if (preferred.TryDequeue(out IPAddress? address)) yield return address;
            if (other.TryDequeue(out address)) yield return address;
        }
    }

    private static Task<Connection> RaceAsync(
        IReadOnlyList<IPAddress> addresses, int port, SemaphoreSlim seconds, TimeProvider time, CancellationToken deadline) =>
        RaceAsync(addresses, (address, cancel) => ConnectOneAsync(address, port, cancel).AsTask(), seconds, time, deadline);

    /// <summary>Runs the attempts.</summary>
    /// <param name="addresses">At least one.</param>
    /// <param name="connect">Connects to one address.</param>
    /// <param name="seconds">The places for second attempts.</param>
    /// <param name="time">Clock of the delays.</param>
    /// <param name="deadline">Ends all attempts.</param>
    internal static async Task<Connection> RaceAsync(
        IReadOnlyList<IPAddress> addresses, Func<IPAddress, CancellationToken, Task<Connection>> connect, SemaphoreSlim seconds,
        TimeProvider time, CancellationToken deadline)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var waiting = new Queue<IPAddress>(Interleave(addresses).Take(MaximumAddresses));
        var attempts = new List<Attempt>();
        var running = new List<Attempt>();
        bool startNext = true, hasSecond = false;
        Connection? winner = null;
        try
        {
            while (true)
            {
                if (startNext && waiting.Count > 0)
                {
                    bool isUnanswered = running.Count > 0 && !running.Exists(attempt => attempt.Connecting.IsCompleted);
                    hasSecond |= isUnanswered && !hasSecond && seconds.Wait(0, CancellationToken.None);
                    // The one that has had its turn gives up its place; if it still connects, that connection is closed.
                    bool mustYield = isUnanswered && running.Count == (hasSecond ? AttemptsAtOnce : 1);
                    if (mustYield && time.GetElapsedTime(running[0].Started) >= Turn)
                    {
                        await running[0].Ending.CancelAsync().ConfigureAwait(false);
                        running.RemoveAt(0);
                        mustYield = false;
                    }

                    if (!mustYield)
                    {
                        var ending = CancellationTokenSource.CreateLinkedTokenSource(losers.Token);
                        var attempt = new Attempt(connect(waiting.Dequeue(), ending.Token), ending, time.GetTimestamp());
                        attempts.Add(attempt);
                        running.Add(attempt);
                    }
                }

                if (running.Find(attempt => attempt.Connecting.IsCompleted) is { } finished)
                {
                    running.Remove(finished);
                    bool isLast = running.Count == 0 && waiting.Count == 0;
                    if (finished.Connecting.IsCompletedSuccessfully || isLast) return winner = await finished.Connecting.ConfigureAwait(false);
                    startNext = true;
                    continue;
                }

                Task delay = Task.Delay(UntilNext(running, waiting.Count, time), time, losers.Token);
                startNext = await Task.WhenAny([.. running.Select(attempt => attempt.Connecting), delay]).ConfigureAwait(false) == delay;
                deadline.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            if (hasSecond) seconds.Release();
            foreach (Attempt attempt in attempts) _ = CloseLoserAsync(attempt, winner);
        }
    }

    private static TimeSpan UntilNext(List<Attempt> running, int waiting, TimeProvider time)
    {
        if (waiting == 0) return Timeout.InfiniteTimeSpan;
        // For the next attempt, or for a place that it can have.
        if (running.Count < AttemptsAtOnce) return AttemptDelay;
        TimeSpan left = Turn - time.GetElapsedTime(running[0].Started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Connection> ConnectOneAsync(IPAddress address, int port, CancellationToken cancel)
    {
        Connection connection = Connection.To(new IPEndPoint(address, port));
        try
        {
            await SocketWait.ConnectAsync(connection, cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task CloseLoserAsync(Attempt attempt, Connection? winner)
    {
        try
        {
            Connection connection = await attempt.Connecting.ConfigureAwait(false);
            if (connection != winner) connection.Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // A loser's failure is of no interest once there is a winner, and is already reported when there is none.
        }
        finally
        {
            attempt.Ending.Dispose();
        }
    }

    private sealed record Attempt(Task<Connection> Connecting, CancellationTokenSource Ending, long Started);
}
