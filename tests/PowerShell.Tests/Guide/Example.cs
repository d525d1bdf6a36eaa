using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Guide;

/// <summary>PowerShell that the documentation tells people to type.</summary>
internal sealed partial record Example(string File, string Code)
{
    /// <summary>What only Windows has, or what a test must not do to the computer it runs on.</summary>
    private static readonly string[] WindowsOnly =
    [
        "Get-Service", "Get-WinEvent", "Get-AuthenticodeSignature", "Test-NetConnection", "Nlb", "msiexec", "OMSGatewayService.exe", "notepad",
        "-ComObject",
    ];

    /// <summary>Whether it is only parsed.</summary>
    public bool IsWindowsOnly => WindowsOnly.Any(word => Code.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every example in the order of its file; the cmdlets' help has those of docs/powershell.md.</summary>
    public static IReadOnlyList<Example> All { get; } =
    [
        .. Blocks("docs/powershell.md"), .. Lines("docs/administrators-guide.md"), .. Lines("docs/settings.md"), .. Blocks("docs/silent-install.md"),
        .. Topic("Service/PowerShell/Module/en-US/about_OMSGateway.help.txt"),
    ];

    private static IEnumerable<Example> Blocks(string file) => FencedBlocks.Blocks(file, "powershell").Select(code => new Example(file, code.Trim()));

    private static IEnumerable<Example> Lines(string file) => FencedBlocks.Lines(file, "powershell").Select(line => new Example(file, line));

    // PS> and the lines that continue it.
    private static IEnumerable<Example> Topic(string file) => Prompt().Matches(ProjectFiles.Read(file))
        .Select(m => new Example(file, m.Groups[1].Value.Trim()));

    [GeneratedRegex(@"^    PS> (.+\n(?:            .+\n)*)", RegexOptions.Multiline)]
    private static partial Regex Prompt();
}
