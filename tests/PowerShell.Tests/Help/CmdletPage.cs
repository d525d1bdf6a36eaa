using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Help;

/// <summary>A cmdlet's section of docs/powershell.md.</summary>
internal sealed partial record CmdletPage(
    string Name, string Synopsis, string[] Description, IReadOnlyDictionary<string, string> Parameters, (string Title, string Code)[] Examples)
{
    /// <summary>All sections by cmdlet, each with the parameters that several cmdlets share.</summary>
    public static IReadOnlyDictionary<string, CmdletPage> Read()
    {
        string[] sections = ProjectFiles.Read("docs/powershell.md").Split("\n## ");
        var shared = ReadParameters(sections.Single(s => s.StartsWith("Parameters of several cmdlets", StringComparison.Ordinal)));
        return sections.Where(s => s.Contains("-OMSGateway", StringComparison.Ordinal) && CmdletName().IsMatch(s))
            .Select(s => Read(s, shared)).ToDictionary(p => p.Name);
    }

    private static CmdletPage Read(string section, Dictionary<string, string> shared)
    {
        string[] blocks = section.Split("\n\n", StringSplitOptions.TrimEntries);
        string[] prose = [.. blocks.Skip(1).TakeWhile(b => b[0] is not ('|' or '`')).Select(b => b.ReplaceLineEndings(" "))];
        Dictionary<string, string> parameters = new(shared);
        foreach ((string name, string text) in ReadParameters(section)) parameters[name] = text;
        var examples = Example().Matches(section).Select(m => (m.Groups[1].Value, m.Groups[2].Value.Trim()));
        return new CmdletPage(blocks[0], prose[0], prose[1..], parameters, [.. examples]);
    }

    /// <summary>The parameters of a section's table.</summary>
    public static Dictionary<string, string> ReadParameters(string section) =>
        Row().Matches(section).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex(@"^[A-Z][a-z]+-OMSGateway\w+\n")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"^\| `-(\w+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"```powershell\n# (.+)\n([^`]+)```")]
    private static partial Regex Example();
}
