namespace OmsGateway.Gateway.RelayProxy.Reply;

/// <summary>Reads reply heads from a connection until a final one.</summary>
internal static class ReplyReader
{
    /// <summary>Reads up to the empty line of the final reply; what follows stays in the buffer.</summary>
    public static async ValueTask<(ReplyOutcome Outcome, ReplyHead? Head)> ReadAsync(ReplyBuffer buffer, CancellationToken cancel)
    {
        for (int interim = 0; interim <= RelayProxyLimits.InterimReplies; interim++)
        {
            int searched = 0;
            int length;
            while ((length = FindEnd(buffer.Received.Span, ref searched)) < 0)
            {
                if (!ReplyHeadParser.MayBegin(buffer.Received.Span)) return (ReplyOutcome.NotHttp, null);
                if (buffer.IsFull) return (ReplyOutcome.TooLarge, null);
                if (await buffer.FillAsync(cancel).ConfigureAwait(false)) continue;
                return (interim == 0 && buffer.Received.IsEmpty ? ReplyOutcome.ClosedSilently : ReplyOutcome.Closed, null);
            }

            ReplyOutcome outcome = ReplyHeadParser.Parse(buffer.Received.Span[..length], out ReplyHead? head);
            if (outcome != ReplyOutcome.Complete) return (outcome, null);
            buffer.Consume(length);
            if (!head!.IsInterim) return (ReplyOutcome.Complete, head);
        }

        return (ReplyOutcome.TooManyInterim, null);
    }

    /// <summary>The length of the head with its empty line, or -1.</summary>
    /// <param name="bytes">What was received.</param>
    /// <param name="searched">Where an earlier search left off, so that a reply in single bytes costs no more than a whole one.</param>
    private static int FindEnd(ReadOnlySpan<byte> bytes, ref int searched)
    {
        while (true)
        {
            int feed = bytes[searched..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                searched = bytes.Length;
                return -1;
            }

            int next = searched + feed + 1;
            ReadOnlySpan<byte> rest = bytes[next..];
            if (rest.StartsWith("\n"u8)) return next + 1;
            if (rest.StartsWith("\r\n"u8)) return next + 2;
            if (rest.IsEmpty || rest.SequenceEqual("\r"u8))
            {
                searched = next - 1;
                return -1;
            }

            searched = next;
        }
    }
}
