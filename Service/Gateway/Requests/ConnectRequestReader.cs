using System.Buffers;
using System.Net.Sockets;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Requests;

/// <summary>Reads one request head from a client and keeps the bytes that follow it.</summary>
internal static class ConnectRequestReader
{
    // Kestrel's and nginx's limit for a request line; a CONNECT head of an agent has a few hundred bytes.
    internal const int MaximumHeadBytes = 8 * 1024;

    /// <summary>Reads until the head is complete or refused.</summary>
    /// <param name="client">The client's connection.</param>
    /// <param name="deadline">Cancelled when the time for the whole head, not for one read, is over.</param>
    public static async Task<ConnectRequestResult> ReadAsync(Socket client, CancellationToken deadline)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaximumHeadBytes);
        int received = 0;
        try
        {
            while (true)
            {
                int read = client.Receive(buffer.AsSpan(received, MaximumHeadBytes - received), SocketFlags.None, out SocketError error);
                if (error == SocketError.WouldBlock)
                {
                    await SocketWait.ForBytesAsync(client, deadline).ConfigureAwait(false);
                    continue;
                }

                if (error != SocketError.Success || read == 0) return EndOfStream(received);
                received += read;
                if (TryParse(buffer.AsSpan(0, received), out ConnectRequestResult result)) return result;
            }
        }
        catch (OperationCanceledException)
        {
            return ConnectRequestResult.Rejected(TunnelOutcome.RequestTimeout, $"The request head did not arrive in time; {received} bytes came.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether what was received so far decides about the request.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> received, out ConnectRequestResult result)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        ReadOnlySpan<byte> head = end < 0 ? received : received[..(end + 4)];
        if (ConnectRequestParser.FindPrefixError(head) is { } error)
        {
            result = ConnectRequestResult.Rejected(TunnelOutcome.MalformedRequest, error);
            return true;
        }

        if (end >= 0)
        {
            result = ConnectRequestParser.Parse(head) with { EarlyData = received[head.Length..].ToArray() };
            return true;
        }

        result = received.Length < MaximumHeadBytes
            ? default
            : ConnectRequestResult.Rejected(TunnelOutcome.RequestTooLarge, $"The request head is larger than {MaximumHeadBytes} bytes.");
        return received.Length >= MaximumHeadBytes;
    }

    private static ConnectRequestResult EndOfStream(int received) => received == 0
        ? ConnectRequestResult.Rejected(TunnelOutcome.Probe, "The client closed without sending a request.")
        : ConnectRequestResult.Rejected(TunnelOutcome.RequestAborted, "The client closed before its request was complete.");
}
