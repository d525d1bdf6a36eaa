using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>The fenced blocks of the documentation.</summary>
internal static class FencedBlocks
{
    /// <summary>The lines of all blocks of a language in a file, without blank lines and whole-line comments.</summary>
    public static string[] Lines(string file, string language) =>
    [
        .. Blocks(file, language).SelectMany(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(line => line[0] != '#'),
    ];

    /// <summary>The blocks of a language in a file.</summary>
    public static IEnumerable<string> Blocks(string file, string language) =>
        Regex.Matches(ProjectFiles.Read(file), $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value);
}
