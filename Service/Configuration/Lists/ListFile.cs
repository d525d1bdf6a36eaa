using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Lists;

/// <summary>
/// A list file: an entry per line, blank lines and lines that start with # ignored. Edits keep every other line, its
/// order and the file's encoding.
/// </summary>
internal sealed class ListFile<T>
    where T : class, IEquatable<T>
{
    /// <summary>What becomes of a line that is no entry.</summary>
    public const string Skipped = "the line is skipped, the other lines apply";

    private readonly TextDocument _document;
    private readonly EntryParser<T> _parse;

    public ListFile(string path, byte[]? content, EntryParser<T> parse)
    {
        _document = TextDocument.Parse(content);
        _parse = parse;
        for (int i = 0; i < _document.Lines.Count; i++) Read(path, i);
    }

    /// <summary>The valid entries in the file's order.</summary>
    public List<ListEntry<T>> Entries { get; } = [];

    /// <summary>The lines that are no entries.</summary>
    public List<ConfigurationProblem> Problems { get; } = [];

    /// <summary>Adds an entry at the end unless the list holds it; says whether it did.</summary>
    public bool Add(T entry)
    {
        if (Entries.Any(e => e.Entry.Equals(entry))) return false;
        _document.Add(entry.ToString()!);
        return true;
    }

    /// <summary>Removes every line with one of the entries; says whether there was one. To be called once: the lines move up.</summary>
    public bool Remove(params T[] entries)
    {
        HashSet<T> gone = [.. entries];
        // From the end, so that the lines before keep their numbers.
        int[] lines = Entries.Where(e => gone.Contains(e.Entry)).Select(e => e.Line).OrderByDescending(line => line).ToArray();
        foreach (int line in lines) _document.Lines.RemoveAt(line - 1);
        return lines.Length > 0;
    }

    /// <summary>Removes the lines that are no entries and read exactly like this, so that a bad line can be fixed.</summary>
    public bool RemoveInvalid(string text)
    {
        int[] lines = Problems.Where(p => p.Value == text.Trim()).Select(p => p.Line).OrderByDescending(line => line).ToArray();
        foreach (int line in lines) _document.Lines.RemoveAt(line - 1);
        return lines.Length > 0;
    }

    public byte[] ToBytes() => _document.ToBytes();

    private void Read(string path, int index)
    {
        string text = _document.Lines[index].Trim();
        if (text.Length == 0 || text[0] == '#') return;
        if (_parse(text, out T? entry, out string? error))
            Entries.Add(new ListEntry<T>(index + 1, entry!));
        else if (ConfigurationProblems.HasRoom(Problems, path))
            Problems.Add(new ConfigurationProblem(path, index + 1, null, text, error!));
    }
}
