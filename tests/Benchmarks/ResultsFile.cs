namespace OmsGateway.Benchmarks;

/// <summary>A Markdown file with a report between two marks.</summary>
internal static class ResultsFile
{
    // The verb that writes them, and the end of the mark, follow.
    private const string Start = "<!-- results: written by ";
    private const string End = "<!-- end of results -->\n";

    /// <summary>The report that a file holds.</summary>
    /// <exception cref="InvalidOperationException">The file has no marks.</exception>
    public static string Read(string path)
    {
        string text = File.ReadAllText(path);
        (int begin, int end) = Find(path, text);
        return text[begin..end];
    }

    /// <summary>Puts a report into a file, in the place of the one that it holds.</summary>
    /// <exception cref="InvalidOperationException">The file has no marks.</exception>
    public static void Replace(string path, string report)
    {
        string text = File.ReadAllText(path);
        (int begin, int end) = Find(path, text);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, begin), "\n", report, text.AsSpan(end)));
    }

    private static (int Begin, int End) Find(string path, string text)
    {
        int start = text.IndexOf(Start, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        return start < 0 || end < start
            ? throw new InvalidOperationException($"{path} has no marks between which the results stand.")
            : (text.IndexOf('\n', start) + 1, end);
    }
}
