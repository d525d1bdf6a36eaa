using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Lines in one piece of memory, which is used again and again: a line costs the garbage collector nothing, and a file takes many as they are. Not
/// thread-safe.
/// </summary>
/// <param name="capacity">The most that it takes, in bytes, with a byte for each line's end.</param>
internal sealed class LineBuffer(int capacity)
{
    private const int Smallest = 16 * 1024;

    private byte[] _text = [];
    private LineMark[] _marks = [];
    private int _length;
    private int _count;

    /// <summary>Bytes in it.</summary>
    public int Length => _length;

    /// <summary>Takes a line if there is room.</summary>
    /// <param name="time">When the connection was over.</param>
    /// <param name="level">How severe that end is.</param>
    /// <param name="line">The line without its end.</param>
    public bool TryAdd(DateTimeOffset time, LogLevel level, ReadOnlySpan<byte> line)
    {
        int end = _length + line.Length;
        if (end >= capacity) return false;
        if (end >= _text.Length) Array.Resize(ref _text, Math.Min(capacity, Math.Max(Smallest, Math.Max(end + 1, 2 * _text.Length))));
        if (_count == _marks.Length) Array.Resize(ref _marks, Math.Max(64, 2 * _count));
        line.CopyTo(_text.AsSpan(_length));
        _text[end] = (byte)'\n';
        _length = end + 1;
        _marks[_count++] = new LineMark(time, level, line.Length);
        return true;
    }

    /// <summary>The lines, so many at a time.</summary>
    public IEnumerable<LogLines> Parts(int most)
    {
        int start = 0;
        for (int first = 0; first < _count; first += most)
        {
            ReadOnlyMemory<LineMark> marks = _marks.AsMemory(first, Math.Min(most, _count - first));
            int length = marks.Length;
            foreach (LineMark mark in marks.Span) length += mark.Length;
            yield return new LogLines(_text.AsMemory(start, length), marks);
            start += length;
        }
    }

    /// <summary>Forgets the lines. Memory that was hardly used goes back: it is what a burst has left.</summary>
    public void Clear()
    {
        if (_text.Length > Smallest && _length < _text.Length / 4) (_text, _marks) = ([], []);
        (_length, _count) = (0, 0);
    }
}
