using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.ProxyProtocol;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Requests;

/// <summary>Reads one request head from a client and keeps the bytes that follow it.</summary>
internal static class ConnectRequestReader
{
    /// <summary>Kestrel's limit for a head: a Kerberos token alone may have 12 KB (MaxTokenSize), and cookies come on top.</summary>
    internal const int MaximumHeadBytes = 32 * 1024;

    // RFC 9112 §2.2: at least one is to be ignored, which old clients sent after the content of the request before.
    private const int MaximumEmptyLines = 4;

    private const string HeaderOfNoSource =
        "It begins with a header of the PROXY protocol, which the gateway reads only from the addresses in ProxyProtocolSources.";

    // A head comes in one piece of a few hundred bytes.
    private const int PieceBytes = 2 * 1024;

    /// <summary>
    /// Reads until the head is complete or refused. A client that sends nothing costs no buffer, one that sends slowly no more than it has sent.
    /// </summary>
    /// <param name="client">The client's connection.</param>
    /// <param name="received">What has been received of it already.</param>
    /// <param name="deadline">Cancelled when the time for the whole head, not for one read, is over.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ConnectRequestResult> ReadAsync(Connection client, ReadOnlyMemory<byte> received, CancellationToken deadline)
    {
        var head = new PooledBuffer();
        try
        {
            if (received.Length > 0)
            {
                head.Append(received.Span);
                if (TryParse(received.Span, 0, out ConnectRequestResult result)) return result;
            }

            while (true)
            {
                int approved = head.Length;
                SocketError error = Receive(client, ref head);
                if (error == SocketError.WouldBlock)
                {
                    await SocketWait.ForBytesAsync(client, deadline).ConfigureAwait(false);
                    continue;
                }

                if (error != SocketError.Success || head.Length == approved) return EndOfStream(approved);
                if (TryParse(head.Memory.Span, approved, out ConnectRequestResult result)) return result;
            }
        }
        catch (OperationCanceledException)
        {
            return ConnectRequestResult.Rejected(TunnelOutcome.RequestTimeout, $"The request head did not arrive in time; {head.Length} bytes came.");
        }
        finally
        {
            head.Release();
        }
    }

    /// <summary>Whether what was received so far decides about the request.</summary>
    /// <param name="received">All bytes so far.</param>
    /// <param name="approved">How many of them an earlier call has seen.</param>
    /// <param name="result">The request, or why there is none.</param>
    internal static bool TryParse(ReadOnlySpan<byte> received, int approved, out ConnectRequestResult result)
    {
        int start = 0;
        while (start <= 2 * MaximumEmptyLines && received[start..].StartsWith("\r\n"u8)) start += 2;
        // What an earlier call has searched can contain at most the first three of the four bytes.
        int searched = Math.Max(start, approved - 3);
        int end = received[searched..].IndexOf("\r\n\r\n"u8);
        int length = end < 0 ? received.Length : searched + end + 4;
        string? error = start > 2 * MaximumEmptyLines
            ? "Too many empty lines come before the request."
            : ConnectRequestParser.FindPrefixError(received[..length], Math.Min(approved, length));
        if (error is not null)
        {
            result = ConnectRequestResult.Rejected(TunnelOutcome.MalformedRequest, ProxyHeader.IsBegun(received) ? HeaderOfNoSource : error);
            return true;
        }

        if (end >= 0)
        {
            // A copy, since the buffer goes back to its pool.
            result = ConnectRequestParser.Parse(received[start..length]) with { EarlyData = received[length..].ToArray() };
            if (result.Request is null && ProxyHeader.IsBegun(received)) result = result with { Detail = HeaderOfNoSource };
            return true;
        }

        result = received.Length < MaximumHeadBytes
            ? default
            : ConnectRequestResult.Rejected(TunnelOutcome.RequestTooLarge, $"The request head is larger than {MaximumHeadBytes / 1024} KB.");
        return received.Length >= MaximumHeadBytes;
    }

    private static SocketError Receive(Connection client, ref PooledBuffer head)
    {
        Span<byte> piece = stackalloc byte[Math.Min(PieceBytes, MaximumHeadBytes - head.Length)];
        int read = client.Receive(piece, out SocketError error);
        if (error == SocketError.Success) head.Append(piece[..read]);
        return error;
    }

    private static ConnectRequestResult EndOfStream(int received) => received == 0
        ? ConnectRequestResult.Rejected(TunnelOutcome.Probe, "The client closed without sending a request.")
        : ConnectRequestResult.Rejected(TunnelOutcome.RequestAborted, "The client closed before its request was complete.");
}
