namespace OmsGateway.Benchmarks;

/// <summary>Puts a report between the marks of a Markdown file.</summary>
internal static class ResultsFile
{
    // The verb that writes them, and the end of the mark, follow.
    private const string Start = "<!-- results: written by ";
    private const string End = "<!-- end of results -->\n";

    /// <exception cref="InvalidOperationException">The file has no marks.</exception>
    public static void Replace(string path, string report)
    {
        string text = File.ReadAllText(path);
        int start = text.IndexOf(Start, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start) throw new InvalidOperationException($"{path} has no marks to put the results between.");
        int begin = text.IndexOf('\n', start) + 1;
        File.WriteAllText(path, string.Concat(text.AsSpan(0, begin), "\n", report, text.AsSpan(end)));
    }
}
