using System.Diagnostics;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>
/// A gateway as it is installed on a Linux computer: its program in a folder of its own, and beside it commands by the names of the real
/// ones, which know this gateway only. As systemd's does, <c>systemctl stop</c> returns when the gateway has ended, and <c>systemctl start</c>
/// when it runs, be it that it has run before.
/// </summary>
internal sealed class InstalledGateway : IDisposable
{
    private const string Main = "OMSGatewayService.dll";

    private readonly TemporaryFolder _folder = new();
    private readonly string _ready;

    /// <param name="program">Has the configuration, which an upgrade leaves alone.</param>
    /// <param name="healthPort">Its HealthPort, 0 for none.</param>
    public InstalledGateway(GatewayProgram program, int healthPort)
    {
        _ready = healthPort == 0 ? "" : $"http://127.0.0.1:{healthPort}/readyz";
        string installed = Directory.CreateDirectory(_folder["program"]).FullName;
        // The program looks for its libraries beside the file that it is, not beside a link to it.
        string[] own = ["OMSGatewayService", Main];
        foreach (string path in Directory.EnumerateFileSystemEntries(AppContext.BaseDirectory))
        {
            string name = Path.GetFileName(path);
            if (own.Contains(name)) File.Copy(path, Path.Combine(installed, name));
            else File.CreateSymbolicLink(Path.Combine(installed, name), path);
        }

        string run = $"'{installed}/OMSGatewayService' --config-dir '{program.Directory}'";
        Command("oms-gateway", $"exec {run} \"$@\"");
        // The lock is held by whatever has the file open, which is the gateway until it ends.
        Command("systemctl", $"""
            cd '{_folder.Root}'
            case $1 in
              start)
                flock --nonblock running true || exit 0
                (flock 9; exec {run} run) >> log 2>&1 < /dev/null 9> running & echo $! > pid
                until {run} status > /dev/null 2>&1; do sleep 0.1; done ;;
              daemon-reload) echo daemon-reload >> log ;;
              stop) kill -TERM "$(cat pid)"; exec flock running true ;;
            esac
            """);
    }

    /// <summary>What the gateway has logged since it was installed.</summary>
    public string Log => File.ReadAllText(_folder["log"]);

    /// <summary>The version that the other one below calls itself.</summary>
    public static string OtherVersion { get; } = $"9{ProductVersion.Text[1..]}";

    private static string Script => ProjectFiles.Find("docs/automation/upgrade-gateway.sh");

    private Dictionary<string, string?> Variables => new()
    {
        ["PATH"] = $"{_folder.Root}:{Environment.GetEnvironmentVariable("PATH")}",
        ["READY"] = _ready,
        // The test knows by itself when the balancer uses it again.
        ["SETTLE"] = "0",
    };

    /// <summary>Starts the gateway and waits until it runs.</summary>
    public async Task StartAsync()
    {
        ProgramResult started = await ProgramRunner.RunAsync(_folder["systemctl"], ["start", "oms-gateway"]);
        Assert.True(started.ExitCode == 0, started.ToString());
    }

    /// <summary>Exchanges the program for one of another version, with the script of docs/automation.</summary>
    public async Task UpgradeAsync()
    {
        byte[] version = Encoding.UTF8.GetBytes(ProductVersion.Text), other = Encoding.UTF8.GetBytes(OtherVersion);
        byte[] main = await File.ReadAllBytesAsync(_folder[$"program/{Main}"]);
        for (int at; (at = main.AsSpan().IndexOf(version)) >= 0;) other.CopyTo(main, at);
        string next = Directory.CreateDirectory(_folder["next/program"]).FullName;
        await File.WriteAllBytesAsync(Path.Combine(next, Main), main);

        ProgramResult upgraded = await RunScriptAsync("cp", "-R", _folder["next/."], _folder.Root);
        Assert.True(upgraded.ExitCode == 0, upgraded.ToString());
        Assert.Contains("Changed: The gateway has been draining", upgraded.Output, StringComparison.Ordinal);
        Assert.Contains("\ndaemon-reload\n", Log, StringComparison.Ordinal);
    }

    /// <summary>Runs the script of docs/automation to its end.</summary>
    /// <param name="exchange">The command that exchanges the program.</param>
    public Task<ProgramResult> RunScriptAsync(params string[] exchange) => ProgramRunner.RunAsync(Script, exchange, environment: Variables);

    /// <summary>
    /// Starts it as a terminal does: in a group of processes of its own, whose number is the script's, and which a key's signal reaches as a whole.
    /// </summary>
    /// <param name="shell">The shell that runs it.</param>
    /// <param name="exchange">The command that exchanges the program.</param>
    public RunningGateway StartScript(string shell, params string[] exchange)
    {
        ProcessStartInfo start = new("env", ["--default-signal=INT", "setsid", shell, Script, .. exchange])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in Variables) start.Environment[name] = value;
        return new RunningGateway(Process.Start(start)!);
    }

    public void Dispose()
    {
        if (File.Exists(_folder["pid"])) Kill(int.Parse(File.ReadAllText(_folder["pid"]), null));
        _folder.Dispose();
    }

    private static void Kill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private void Command(string name, string script)
    {
        string path = _folder.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
