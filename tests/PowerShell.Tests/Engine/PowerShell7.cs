using OmsGateway.PowerShell.Tests.Surface;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>The PowerShell 7 that is built beside the tests (tests/PowerShellHost); it finds the built module by name.</summary>
internal static class PowerShell7
{
    // Several minutes' worth of a machine that is busy with other tests.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The program.</summary>
    public static string Path { get; } = ProjectFiles.Find(System.IO.Path.Combine(
        "artifacts", "bin", "OmsGateway.PowerShellHost", ModuleFolder.Configuration,
        OperatingSystem.IsWindows() ? "OmsGateway.PowerShellHost.exe" : "OmsGateway.PowerShellHost"));

    /// <summary>Runs it to its end without anybody to ask; the arguments are those of pwsh.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) => AnswerAsync("", ["-NonInteractive", .. arguments]);

    /// <summary>Runs it as for a person who types the answers to what it asks.</summary>
    public static Task<ProgramResult> AnswerAsync(string answers, params string[] arguments) => RunThroughAsync([], answers, arguments);

    /// <summary>Runs it to its end through a program that runs what follows its own arguments, such as one that takes rights away.</summary>
    public static Task<ProgramResult> RunThroughAsync(string[] through, string answers, params string[] arguments)
    {
        string[] command = [.. through, Path, "-NoLogo", "-NoProfile", .. arguments];
        return ProgramRunner.RunAsync(command[0], command[1..], answers, limit: Limit, environment: new Dictionary<string, string?>
        {
            ["PSModulePath"] = System.IO.Path.GetDirectoryName(ModuleFolder.Path)!,
            ["NO_COLOR"] = "1",
            // No call home, and no cache in the home directory of whoever runs the tests.
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
            ["PSModuleAnalysisCachePath"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        });
    }
}
