using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests;

/// <summary>The real program on a configuration directory of its own.</summary>
public sealed class GatewayProgram : IDisposable
{
    // ./build.sh test names the native program of Linux here and runs the tests that have the trait Native once more.
    private static readonly string? NativePath = Environment.GetEnvironmentVariable("OMSGATEWAY_PROGRAM");

    private static readonly string Path = NativePath ?? BuiltProgram.Path;

    public static string ProgramPath => Path;

    /// <summary>True when the program under test is the one that an installation on Linux has, and not the one on CoreCLR beside the tests.</summary>
    public static bool IsNative => NativePath is not null;

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

    /// <summary>Prepares a gateway on a free port that lets tunnels to a target on this machine through.</summary>
    /// <returns>The gateway's port.</returns>
    public async Task<int> AllowAsync(int targetPort, string host = "localhost")
    {
        int port = RunningGateway.FreePort();
        await DoAsync("config", "set", "ListenPort", $"{port}");
        await DoAsync("config", "set", "AllowedPorts", $"{targetPort}");
        await DoAsync("config", "set", "AllowedNetworks", "127.0.0.0/8");
        await DoAsync("hosts", "add", host);
        return port;
    }

    /// <summary>Starts the verb <c>run</c>.</summary>
    /// <param name="launcher">A command that makes itself the program given behind it.</param>
    public RunningGateway Start(params string[] launcher) => new(StartProcess(launcher));

    /// <summary>Runs the gateway for as long as something takes, and has it stop in order.</summary>
    public async Task<RunningGateway> RunWhileAsync(Func<Task> use)
    {
        using RunningGateway gateway = Start();
        await gateway.WaitForAsync("[101]");
        await use();
        gateway.Signal("INT");
        Assert.Equal(0, await gateway.ExitCodeAsync());
        return gateway;
    }

    /// <summary>Starts the verb <c>run</c> and leaves its output to the caller.</summary>
    public Process StartProcess(params string[] launcher)
    {
        // What a shell without job control starts in the background ignores Ctrl+C's signal (POSIX, XCU 2.11), and so do the tests and what
        // they start.
        string[] heeding = OperatingSystem.IsWindows() ? [] : ["env", "--default-signal=INT"];
        string[] command = [.. launcher, .. heeding, Path, "--config-dir", Directory, "run"];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs a verb as another command's child.</summary>
    public Task<ProgramResult> RunThroughAsync(string[] launcher, params string[] arguments) =>
        ProgramRunner.RunAsync(launcher[0], [.. launcher[1..], Path, "--config-dir", Directory, .. arguments]);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
