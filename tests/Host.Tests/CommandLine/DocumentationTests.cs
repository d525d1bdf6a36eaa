using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.Host.CommandLine;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

public sealed partial class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(ProjectFiles.Find("docs/command-line.md"));

    [Fact]
    public void Exit_codes_are_the_documented_ones()
    {
        var documented = ExitCodeRow().Matches(Text)
            .ToDictionary(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m => m.Groups[2].Value);
        Assert.Equal(Enum.GetValues<ExitCode>().ToDictionary(c => (int)c, c => c.ToString()), documented);
    }

    [Fact]
    public void Every_verb_is_documented()
    {
        foreach (Command verb in GatewayCommandLine.Build().Subcommands)
        {
            Assert.Contains($"`{verb.Name}", Text, StringComparison.Ordinal);
            foreach (Command part in verb.Subcommands) Assert.Contains($"`{verb.Name} {part.Name}", Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_systems_in_README_are_those_of_the_workflow()
    {
        Dictionary<string, string> names = new() { ["bookworm"] = "Debian 12", ["trixie"] = "Debian 13", ["noble"] = "Ubuntu 24.04" };
        Match tried = WorkflowSystems().Match(File.ReadAllText(ProjectFiles.Find(".github/workflows/build.yml")));
        string[] systems = [.. tried.Groups[1].Value.Split(", ").Select(s => names[s])];
        Assert.Contains($"On {string.Join(", ", systems[..^1])} or {systems[^1]},", File.ReadAllText(ProjectFiles.Find("README.md")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"system: \[(.+)\]")]
    private static partial Regex WorkflowSystems();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();
}
