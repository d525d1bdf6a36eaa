using System.Text.RegularExpressions;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Tests.Surface;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>What the documentation tells people to type works.</summary>
public sealed partial class GuideTests
{
    private const string GuidePath = "docs/administrators-guide.md";

    private static readonly string Guide = ProjectFiles.Read(GuidePath);

    [Fact]
    public async Task Command_lines_do_what_they_say_in_the_order_of_the_guide()
    {
        using var folder = new TemporaryFolder();
        string[] lines = FencedBlocks.Lines(GuidePath, "console");
        Assert.True(lines.Length > 20);
        foreach (string line in lines)
        {
            string[] words = [.. Word().Matches(line.Split('#')[0]).Select(m => m.Value.Trim('"'))];
            Assert.Equal("OMSGatewayService", words[0]);
            int expected = line.Contains("# exit code 6", StringComparison.Ordinal) ? 6 : 0;
            ProgramResult result = await ProgramRunner.RunAsync(BuiltProgram.Path, ["--config-dir", folder["config"], .. words[1..]]);
            Assert.True(result.ExitCode == expected, $"{line}\n{result}");
        }
    }

    [Theory]
    [InlineData(GuidePath)]
    [InlineData("docs/powershell.md")]
    [InlineData("docs/settings.md")]
    public void Cmdlets_have_their_names_and_parameters(string file)
    {
        string[] lines = [.. FencedBlocks.Lines(file, "powershell").Where(l => l.Contains("OMSGateway", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        foreach (string command in lines.SelectMany(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(c => CmdletName().IsMatch(c)))
        {
            string name = CmdletName().Match(command).Value;
            Assert.True(CmdletClass.All.TryGetValue(name, out CmdletClass? cmdlet), $"{file}: there is no {name}.");
            string[] given = [.. ParameterName().Matches(Nested().Replace(command, "")).Select(m => m.Groups[1].Value)];
            string[] common = cmdlet.SupportsShouldProcess ? ["WhatIf", "Confirm"] : [];
            Assert.True(
                cmdlet.Sets.Values.Any(set => given.All(g => common.Contains(g) || set.Any(p => p.Name == g || p.Aliases.Contains(g)))
                    && (set.Where(p => p is { IsMandatory: true, IsPositional: false }).All(p => given.Contains(p.Name)))),
                $"{file}: no parameter set of {name} takes this: {command}");
        }
    }

    [Theory]
    [InlineData(GuidePath)]
    [InlineData("docs/powershell.md")]
    public void Cmdlets_in_the_text_exist(string file) => Assert.All(
        CmdletName().Matches(ProjectFiles.Read(file)).Select(m => m.Value), name => Assert.Contains(name, CmdletClass.All.Keys));

    [Fact]
    public void Every_event_id_is_explained_and_no_other()
    {
        var ids = typeof(EventIds).GetFields().Select(f => (int)f.GetValue(null)!).Order();
        Assert.Equal(ids, EventRow().Matches(Guide).Select(m => int.Parse(m.Groups[1].Value, null)).Distinct().Order());
    }

    [Fact]
    public void Every_preset_is_in_the_table() => Assert.All(
        Configuration.Presets.EndpointPresets.All, preset => Assert.Contains($"\n| {preset.Name} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void Every_setting_that_is_set_exists() => Assert.All(
        SettingName().Matches(Guide).Select(m => m.Groups[1].Value), name => Assert.NotNull(SettingDefinitions.Find(name)));

    [ToolFact("haproxy")]
    public async Task The_balancer_s_configuration_is_valid()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("haproxy.cfg", FencedBlocks.Blocks(GuidePath, "haproxy").Single());
        ProgramResult result = await ProgramRunner.RunAsync("haproxy", ["-c", "-f", path]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("WARNING", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        foreach (string target in Link().Matches(Guide).Select(m => m.Groups[1].Value))
        {
            string[] parts = target.Split('#');
            if (parts[0].Length == 0) Assert.Contains(parts[1], Heading().Matches(Guide).Select(m => Anchor(m.Groups[1].Value)));
            else Assert.True(File.Exists(ProjectFiles.Find("docs/" + parts[0])), target);
        }
    }

    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z][a-z]+-OMSGateway\w+")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"(?<=\s)-([A-Z]\w*)")]
    private static partial Regex ParameterName();

    // What stands in parentheses is another command's.
    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Nested();

    [GeneratedRegex(@"^\| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"(?:config set|OMSGatewayConfig -Name) (\w+)")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
