using System.Text;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// A text file's lines, read in whatever encoding an editor saved them and written back in the same. Lines keep their
/// ends, so that an edit changes nothing else.
/// </summary>
internal sealed class TextDocument
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    // Latin-1, for what Notepad calls ANSI: no byte is invalid in it, so comments in any code page survive an edit.
    private static readonly Encoding SingleByte = Encoding.GetEncoding(28591);

    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private TextDocument(Encoding encoding, byte[] mark, List<string> lines)
    {
        _encoding = encoding;
        _mark = mark;
        Lines = lines;
    }

    /// <summary>The lines, each with its line end; the last may have none.</summary>
    public List<string> Lines { get; }

    private string LineEnd => Lines.Count == 0 ? Environment.NewLine : Lines[0].EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Takes a file's bytes; null stands for a missing file and gives an empty UTF-8 document.</summary>
    public static TextDocument Parse(byte[]? content)
    {
        content ??= [];
        foreach (Encoding marked in Marked)
        {
            byte[] mark = marked.GetPreamble();
            if (content.Take(mark.Length).SequenceEqual(mark)) return Parse(content, marked, mark);
        }

        return Parse(content, Utf8, []);
    }

    private static TextDocument Parse(byte[] content, Encoding encoding, byte[] mark)
    {
        try
        {
            return new TextDocument(encoding, mark, Split(encoding.GetString(content, mark.Length, content.Length - mark.Length)));
        }
        catch (DecoderFallbackException)
        {
            // Bytes that another encoding would lose stay, and damaged UTF-16 reads as lines that are no entries.
            if (encoding is UnicodeEncoding) mark = [];
            return new TextDocument(SingleByte, mark, Split(SingleByte.GetString(content, mark.Length, content.Length - mark.Length)));
        }
    }

    /// <summary>Appends a line, in the line ends the document has.</summary>
    public void Add(string text)
    {
        string end = LineEnd;
        int last = Lines.Count - 1;
        if (last >= 0 && !Lines[last].EndsWith("\n", StringComparison.Ordinal)) Lines[last] += end;
        Lines.Add(text + end);
    }

    /// <summary>
    /// The document's bytes. One in a single-byte encoding becomes UTF-8 once it holds a character beyond it.
    /// </summary>
    public byte[] ToBytes()
    {
        string text = string.Concat(Lines);
        Encoding encoding = _encoding == SingleByte && text.Any(c => c > 255) ? Utf8 : _encoding;
        return [.. _mark, .. encoding.GetBytes(text)];
    }

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n') continue;
            lines.Add(text.Substring(start, i + 1 - start));
            start = i + 1;
        }

        if (start < text.Length) lines.Add(text.Substring(start));
        return lines;
    }
}
