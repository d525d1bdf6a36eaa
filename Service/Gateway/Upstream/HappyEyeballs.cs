using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Upstream;

/// <summary>A connected socket.</summary>
/// <param name="Socket">The socket.</param>
/// <param name="EndPoint">What it is connected to, known without asking the operating system again.</param>
internal sealed record Connection(Socket Socket, IPEndPoint EndPoint);

/// <summary>Connects to the first of several addresses that answers (RFC 8305), each tried a little after the one before.</summary>
internal static class HappyEyeballs
{
    // RFC 8305 §5: the recommended connection attempt delay.
    internal static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>The first connection; the losers are closed.</summary>
    /// <exception cref="SocketException">Every address failed; the last failure.</exception>
    /// <exception cref="OperationCanceledException">The deadline passed.</exception>
    public static Task<Connection> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, TimeProvider time, CancellationToken deadline) =>
        addresses.Count == 1 ? ConnectOneAsync(addresses[0], port, deadline) : RaceAsync(addresses, port, time, deadline);

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

    private static async Task<Connection> RaceAsync(
        IReadOnlyList<IPAddress> addresses, int port, TimeProvider time, CancellationToken deadline)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var waiting = new Queue<IPAddress>(Interleave(addresses));
        var attempts = new List<Task<Connection>>();
        var running = new List<Task<Connection>>();
        bool startNext = true;
        Connection? winner = null;
        try
        {
            while (true)
            {
                if (startNext && waiting.TryDequeue(out IPAddress? next))
                {
                    attempts.Add(ConnectOneAsync(next, port, losers.Token));
                    running.Add(attempts[^1]);
                }

                if (running.Find(attempt => attempt.IsCompleted) is { } finished)
                {
                    running.Remove(finished);
                    bool isLast = running.Count == 0 && waiting.Count == 0;
                    if (finished.IsCompletedSuccessfully || isLast) return winner = await finished.ConfigureAwait(false);
                    startNext = true;
                    continue;
                }

                Task delay = waiting.Count > 0 ? Task.Delay(AttemptDelay, time, losers.Token) : Task.Delay(Timeout.Infinite, losers.Token);
                startNext = await Task.WhenAny([.. running, delay]).ConfigureAwait(false) == delay;
                deadline.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            foreach (Task<Connection> attempt in attempts) _ = CloseLoserAsync(attempt, winner);
        }
    }

    private static async Task<Connection> ConnectOneAsync(IPAddress address, int port, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        try
        {
            var endPoint = new IPEndPoint(address, port);
            await SocketWait.ConnectAsync(socket, endPoint, cancel).ConfigureAwait(false);
            return new Connection(socket, endPoint);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task CloseLoserAsync(Task<Connection> attempt, Connection? winner)
    {
        try
        {
            Connection connection = await attempt.ConfigureAwait(false);
            if (connection != winner) connection.Socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // A loser's failure is of no interest once there is a winner, and is already reported when there is none.
        }
    }
}
