using System.Text.Json;
using OmsGateway.PowerShell.Tests.Engine;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>PowerShell's own parser on all PowerShell of the project.</summary>
public sealed class SyntaxTests
{
    private static readonly string[] Extensions = [".ps1", ".psm1", ".psd1"];

    [Fact]
    public async Task Every_script_and_every_block_of_the_documentation_is_PowerShell()
    {
        string root = ProjectFiles.Find("");
        string[] files = [.. Directory.GetDirectories(root).Where(d => Path.GetFileName(d) is not (['.', ..] or "artifacts"))
            .SelectMany(d => Directory.GetFiles(d, "*", SearchOption.AllDirectories)).Concat(Directory.GetFiles(root))
            .Select(f => Path.GetRelativePath(root, f))];
        var sources = files.Where(f => Extensions.Contains(Path.GetExtension(f))).Select(f => new { Name = f, Text = ProjectFiles.Read(f) })
            .Concat(files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))
                .SelectMany(f => FencedBlocks.Blocks(f, "powershell").Select(text => new { Name = f, Text = text })))
            .ToArray();
        Assert.InRange(sources.Length, 40, 1000);
        using var folder = new TemporaryFolder();
        ProgramResult result = await PowerShell7.RunAsync("-Command", $$"""
            foreach ($source in Get-Content -LiteralPath '{{folder.Write("sources.json", JsonSerializer.Serialize(sources))}}' -Raw | ConvertFrom-Json) {
                $problems = $null
                [void] [System.Management.Automation.Language.Parser]::ParseInput($source.Text, [ref] $null, [ref] $problems)
                foreach ($problem in $problems) { "$($source.Name): $($problem.Message) $($problem.Extent.Text)" }
            }
            'parsed'
            """);
        Assert.Equal("parsed", result.Output.Trim());
    }
}
