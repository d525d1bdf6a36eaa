using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.ProxyProtocol;

/// <summary>What came of reading a header: whom the connection is from, or why it is refused.</summary>
/// <param name="Outcome"><see cref="TunnelOutcome.Open"/> unless it is refused.</param>
/// <param name="Client">The client that a load balancer speaks for; null when it speaks for itself, or there was no header.</param>
/// <param name="Detail">Why it is refused, in a sentence that quotes nothing of what was received.</param>
/// <param name="Rest">Bytes that followed the header; they belong to the request.</param>
internal readonly record struct ProxyHeaderResult(TunnelOutcome Outcome, IPEndPoint? Client, string? Detail, ReadOnlyMemory<byte> Rest);

/// <summary>Reads the header of the PROXY protocol from a source of it.</summary>
internal static class ProxyHeaderReader
{
    // What fits into the smallest TCP segment that every host must support, 576 bytes less two headers of 20 (proxy-protocol.txt §2).
    private const int PieceBytes = 536;

    /// <summary>
    /// Reads until the header is complete or refused, or until the first bytes are those of no header: a balancer's own check may come
    /// without one. A source that sends nothing costs no buffer.
    /// </summary>
    /// <param name="source">The load balancer's connection.</param>
    /// <param name="deadline">Cancelled when the time for header and request is over.</param>
    public static async Task<ProxyHeaderResult> ReadAsync(Connection source, CancellationToken deadline)
    {
        var bytes = new PooledBuffer();
        try
        {
            while (true)
            {
                int before = bytes.Length;
                SocketError error = Receive(source, ref bytes);
                if (error == SocketError.WouldBlock)
                {
                    await SocketWait.ForBytesAsync(source, deadline).ConfigureAwait(false);
                    continue;
                }

                // What a closed connection has left is the request's reader to judge.
                bool isEnd = error != SocketError.Success || bytes.Length == before;
                if (!ProxyHeader.TryParse(bytes.Memory.Span, out ProxyHeader header, out string? refusal) && !isEnd) continue;
                return refusal is null
                    ? new ProxyHeaderResult(TunnelOutcome.Open, header.Client, null, bytes.Memory[header.Length..].ToArray())
                    : new ProxyHeaderResult(TunnelOutcome.MalformedRequest, null, refusal, default);
            }
        }
        catch (OperationCanceledException)
        {
            return new ProxyHeaderResult(
                TunnelOutcome.RequestTimeout, null, $"The header of the PROXY protocol did not arrive in time; {bytes.Length} bytes came.", default);
        }
        finally
        {
            bytes.Release();
        }
    }

    private static SocketError Receive(Connection source, ref PooledBuffer bytes)
    {
        Span<byte> piece = stackalloc byte[PieceBytes];
        int read = source.Receive(piece, out SocketError error);
        if (error == SocketError.Success) bytes.Append(piece[..read]);
        return error;
    }
}
