using System.Globalization;
using System.Text;

namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>Reads a 407's body away, exactly to its end, so that the next reply starts where it should.</summary>
internal sealed class BodyDrain(ReplyBuffer buffer, CancellationToken cancel)
{
    private long _budget = RelayProxyLimits.BodyBytes;

    /// <summary>Drains a body.</summary>
    /// <returns>Whether the connection is fit for another request.</returns>
    public async ValueTask<bool> RunAsync(BodyFraming framing)
    {
        bool drained = framing.Kind switch
        {
            BodyKind.Length => await SkipAsync(framing.Length).ConfigureAwait(false),
            BodyKind.Chunked => await SkipChunksAsync().ConfigureAwait(false),
            _ => false,
        };
        // Bytes after the body would be taken for the reply to a request that is yet to be sent.
        return drained && buffer.Received.IsEmpty;
    }

    private async ValueTask<bool> SkipAsync(long count)
    {
        if ((_budget -= count) < 0) return false;
        while (count > 0)
        {
            if (buffer.Received.IsEmpty && !await buffer.FillAsync(cancel).ConfigureAwait(false)) return false;
            int skipped = (int)Math.Min(count, buffer.Received.Length);
            buffer.Consume(skipped);
            count -= skipped;
        }

        return true;
    }

    // RFC 9112 §7.1: chunk-size [extension] CRLF data CRLF … 0 CRLF trailers CRLF
    private async ValueTask<bool> SkipChunksAsync()
    {
        while (true)
        {
            if (await ReadLineAsync().ConfigureAwait(false) is not { } line) return false;
            string digits = line.Split(';')[0].TrimEnd(' ', '\t');
            // AllowHexSpecifier alone takes no sign, no space and no 0x, as chunk-size has none.
            if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint size)) return false;
            if (size == 0) return await SkipTrailersAsync().ConfigureAwait(false);
            if (!await SkipAsync(size).ConfigureAwait(false)) return false;
            if (await ReadLineAsync().ConfigureAwait(false) is not "") return false;
        }
    }

    private async ValueTask<bool> SkipTrailersAsync()
    {
        while (await ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0) return true;
        }

        return false;
    }

    private async ValueTask<string?> ReadLineAsync()
    {
        int feed;
        while ((feed = buffer.Received.Span.IndexOf((byte)'\n')) < 0)
        {
            if (buffer.Received.Length > RelayProxyLimits.ChunkLineBytes) return null;
            if (!await buffer.FillAsync(cancel).ConfigureAwait(false)) return null;
        }

        if ((_budget -= feed + 1) < 0) return null;
        string line = Encoding.Latin1.GetString(buffer.Received.Span[..feed]);
        buffer.Consume(feed + 1);
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
