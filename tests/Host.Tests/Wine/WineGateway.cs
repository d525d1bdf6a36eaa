using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Wine;

/// <summary>A Windows under Wine with the native service program.</summary>
public sealed class WineGateway : IAsyncLifetime
{
    private WinePrefix? _wine;

    public string Program { get; private set; } = "";

    public string ConfigurationDirectory => Path(@"C:\ProgramData\OMS Gateway");

    private WinePrefix Wine => _wine!;

    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsWindows()) return;
        Program = await PublishAsync();
        _wine = new WinePrefix();
        _wine.KeepRunning();
    }

    public Task DisposeAsync()
    {
        _wine?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A path of this Windows as the tests can open it.</summary>
    public string Path(string windowsPath) => Wine.Path(windowsPath);

    /// <summary>Runs a Windows command; its output follows the exit code.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => Wine.RunAsync("wine", arguments);

    /// <summary>Runs a verb of the service program.</summary>
    public Task<ProgramResult> GatewayAsync(params string[] arguments) => RunAsync([Program, .. arguments]);

    /// <summary>Runs a verb that reads its input.</summary>
    public Task<ProgramResult> GatewayWithInputAsync(string input, params string[] arguments) => Wine.RunAsync("wine", [Program, .. arguments], input);

    /// <summary>Processes of the service program in this prefix.</summary>
    public int CountProcesses() => Process.GetProcesses().Count(IsOurs);

    private bool IsOurs(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("OMSGatewayService.exe", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{process.Id}/environ").Contains(Wine.Root, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // ./build.sh test has just published it; dotnet test alone does so here.
    private static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_WINDOWS_EXE") is { Length: > 0 } published) return published;
        ProgramResult result = await ProgramRunner.RunAsync(
            "dotnet", ["publish", ProjectFiles.Find("Service/Host"), "-r", "win-x64", "-v", "quiet"],
            limit: TimeSpan.FromMinutes(5));
        Assert.True(result.ExitCode == 0, result.ToString());
        return ProjectFiles.Find("artifacts/publish/OMSGatewayService/release_win-x64/OMSGatewayService.exe");
    }
}
