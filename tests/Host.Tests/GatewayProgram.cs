using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests;

/// <summary>The real program on a configuration directory of its own.</summary>
public sealed class GatewayProgram : IDisposable
{
    private static readonly string Path =
        System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "OMSGatewayService.exe" : "OMSGatewayService");

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("gateway").FullName;

    public string SettingsPath => System.IO.Path.Combine(Directory, "OMSGateway.config");

    /// <summary>Runs a verb to its end.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => RunWithInputAsync(null, arguments);

    public Task<ProgramResult> RunWithInputAsync(string? input, params string[] arguments) =>
        ProgramRunner.RunAsync(Path, ["--config-dir", Directory, .. arguments], input);

    /// <summary>Runs the program without pointing it at a directory.</summary>
    public static Task<ProgramResult> RunBareAsync(params string[] arguments) => ProgramRunner.RunAsync(Path, arguments);

    /// <summary>Runs a verb that must succeed.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        ProgramResult result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    /// <summary>Starts the verb <c>run</c>.</summary>
    public RunningGateway Start() => new(Process.Start(new ProcessStartInfo(Path, ["--config-dir", Directory, "run"])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
