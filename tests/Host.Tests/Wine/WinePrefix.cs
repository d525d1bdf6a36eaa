using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Wine;

/// <summary>A Windows of its own that is thrown away after the tests, with the native service program.</summary>
public sealed class WinePrefix : IAsyncLifetime
{
    // Wine's services inherit the standard output of the first command: a pipe there would stay open as long as they run.
    private readonly string _output = Path.GetTempFileName();

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("wine").FullName;

    public string Program { get; private set; } = "";

    public string ConfigurationDirectory => Path.Combine(Directory, "drive_c", "ProgramData", "OMS Gateway");

    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsWindows()) return;
        Program = await PublishAsync();
        await ShellAsync("wineboot -i", TimeSpan.FromMinutes(2));
        // Setting up goes on after wineboot has returned; a service created meanwhile would be forgotten.
        await ShellAsync("wineserver -w");
        // Without this the services end three seconds after the last command.
        await ShellAsync("wineserver -p");
    }

    public async Task DisposeAsync()
    {
        if (!OperatingSystem.IsWindows()) await ShellAsync("wineserver -k");
        System.IO.Directory.Delete(Directory, recursive: true);
        File.Delete(_output);
    }

    /// <summary>Runs a Windows command; its output follows the exit code.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) =>
        ShellAsync("wine " + string.Join(' ', arguments.Select(a => $"'{a}'")));

    /// <summary>Runs a verb of the service program.</summary>
    public Task<ProgramResult> GatewayAsync(params string[] arguments) => RunAsync([Program, .. arguments]);

    /// <summary>Runs a verb that reads its input.</summary>
    public Task<ProgramResult> GatewayWithInputAsync(string input, params string[] arguments) =>
        ShellAsync("wine " + string.Join(' ', ((string[])[Program, .. arguments]).Select(a => $"'{a}'")), input: input);

    /// <summary>Processes of the service program in this prefix.</summary>
    public int CountProcesses() => Process.GetProcesses().Count(IsOurs);

    private bool IsOurs(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("OMSGatewayService.exe", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{process.Id}/environ").Contains(Directory, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<ProgramResult> ShellAsync(string command, TimeSpan? limit = null, string? input = null)
    {
        // In TMPDIR Wine leaves a folder for its server.
        string script = $"TMPDIR='{Directory}' WINEPREFIX='{Directory}' WINEDEBUG=-all DISPLAY= {command} > '{_output}' 2>&1{(input is null ? " < /dev/null" : "")}";
        ProgramResult result = await ProgramRunner.RunAsync("/bin/sh", ["-c", script], input, limit ?? TimeSpan.FromMinutes(1));
        return result with { Output = (await File.ReadAllTextAsync(_output)).Replace("\r", "", StringComparison.Ordinal) };
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
