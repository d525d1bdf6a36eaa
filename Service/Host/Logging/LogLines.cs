using System.Collections;

namespace OmsGateway.Host.Logging;

/// <summary>Lines one behind the other, in a buffer that is the sink's until that returns.</summary>
/// <param name="text">The lines, each with a line feed behind it.</param>
/// <param name="marks">What is known of each.</param>
internal sealed class LogLines(ReadOnlyMemory<byte> text, ReadOnlyMemory<LineMark> marks) : IReadOnlyCollection<LogLine>
{
    /// <summary>The lines, each with a line feed behind it.</summary>
    public ReadOnlyMemory<byte> Text => text;

    /// <summary>How many there are.</summary>
    public int Count => marks.Length;

    /// <summary>The lines one by one.</summary>
    public IEnumerator<LogLine> GetEnumerator()
    {
        int start = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            LineMark mark = marks.Span[i];
            yield return new LogLine(mark.Time, mark.Level, text.Slice(start, mark.Length));
            start += mark.Length + 1;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
