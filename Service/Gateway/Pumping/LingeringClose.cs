using System.Buffers;
using System.Net.Sockets;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Pumping;

/// <summary>
/// Closes a connection after a last answer. Closing at once while the client still sends would make TCP reset the
/// connection and could destroy the answer before it is read (RFC 9112 §9.6).
/// </summary>
internal static class LingeringClose
{
    // As nginx's lingering_time and lingering_timeout, but shorter than their 30 and 5 seconds: a refused client has no more than a request or
    // a hello under way.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private const int MaximumDiscarded = 64 * 1024;

    /// <summary>Sends what is left to say, tells the client that no more follows, and waits briefly for it to close, if it may.</summary>
    public static async Task SendAndCloseAsync(Connection connection, ReadOnlyMemory<byte> answer, bool mayLinger, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        await SendLastAsync(connection, answer, limit.Token).ConfigureAwait(false);
        if (mayLinger) await DiscardAsync(connection, limit.Token).ConfigureAwait(false);
        connection.Dispose();
    }

    /// <summary>Sends what is left to say and tells the client that no more follows.</summary>
    public static async Task SendLastAsync(Connection connection, ReadOnlyMemory<byte> answer, CancellationToken cancel)
    {
        try
        {
            if (!answer.IsEmpty) await connection.SendAsync(answer, cancel).ConfigureAwait(false);
            connection.ShutdownSend();
        }
        catch (Exception e) when (IsTheClientsDoing(e))
        {
            // The client is gone or does not read.
        }
    }

    /// <summary>Reads what the client still sends until it closes, or sends too much.</summary>
    public static async Task DiscardAsync(Connection connection, CancellationToken cancel)
    {
        byte[] discard = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            int total = 0;
            while (total < MaximumDiscarded)
            {
                int read = connection.Receive(discard, out SocketError error);
                if (error == SocketError.WouldBlock) await SocketWait.ForBytesAsync(connection, cancel).ConfigureAwait(false);
                else if (read == 0) return;
                total += read;
            }
        }
        catch (Exception e) when (IsTheClientsDoing(e))
        {
            // It is gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(discard);
        }
    }

    private static bool IsTheClientsDoing(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;
}
