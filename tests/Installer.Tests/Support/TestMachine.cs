using System.Diagnostics;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>A Windows: a Wine prefix of the tests' own, or on Windows the machine itself.</summary>
public sealed class TestMachine : IDisposable
{
    public const string InstallFolder = @"C:\Program Files\OMS Gateway";
    public const string ModuleFolder = @"C:\Program Files\WindowsPowerShell\Modules\OmsGateway";
    public const string ConfigurationFolder = @"C:\ProgramData\OMS Gateway";
    public const string Settings = ConfigurationFolder + @"\OMSGateway.config";
    public const string HostList = ConfigurationFolder + @"\allowedlist_server.txt";

    /// <summary>A folder of the tests' own, which no installation protects unless it is told to go there.</summary>
    public const string OutsideFolder = @"C:\Outside";

    /// <summary>tests/WizardDriver.</summary>
    public const string Driver = @"C:\packages\WizardDriver.exe";

    private const string LogFile = @"C:\setup.log";

    private readonly WinePrefix? _wine;
    private readonly Display? _display;

    public TestMachine()
    {
        if (InstallerTests.SkipReason is not null) return;
        if (!OperatingSystem.IsWindows())
        {
            _display = new Display();
            _wine = new WinePrefix(_display.Name, heedsPermissions: true);
            // Wine 8's default is Windows 7, which the package refuses; Wine 10's is Windows 10.
            _wine.RunQuietly("wine", "winecfg", "-v", "win10");
            // The first service manager of a prefix forgets a service that is made in it.
            _wine.RunQuietly("wineserver", "-k");
            _wine.RunQuietly("wineserver", "-w");
            _wine.KeepRunning();
            // Every Windows has it.
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(ModuleFolder))!);
        }

        Packages = new Packages(this);
        File.Copy(ProjectFiles.Find("artifacts", "publish", "OmsGateway.WizardDriver", "release_win-x64", "WizardDriver.exe"), Path(Driver), overwrite: true);
    }

    private static TimeSpan Limit => TimeSpan.FromMinutes(5) * Patience.Slowdown;

    /// <summary>Whether this is Wine, some of whose Windows Installer does less than Windows'.</summary>
    public bool IsWine => _wine is not null;

    internal Packages Packages { get; } = null!;

    /// <summary>ERROR_INSTALL_FAILURE; on Linux an exit code has 8 bits.</summary>
    public int FailureExitCode => _wine is null ? 1603 : 1603 & 255;

    /// <summary>What the last installation logged.</summary>
    public string Log => File.ReadAllText(Path(LogFile));

    /// <summary>The part of that log before the first action that failed, for a message.</summary>
    public string LogOfFailure
    {
        get
        {
            if (!File.Exists(Path(LogFile))) return "There is no log.";
            string[] lines = [.. Log.Split('\n').Where(l => !l.StartsWith("Property", StringComparison.Ordinal))];
            // Windows says 3; Wine says 0, and goes on with the rollback.
            int failure = Array.FindIndex(lines, l => l.Contains("Return value 3", StringComparison.Ordinal)
                || l.Contains("InstallFinalize. Return value 0", StringComparison.Ordinal));
            return string.Join('\n', (failure < 0 ? lines : lines[..(failure + 1)]).TakeLast(40));
        }
    }

    /// <summary>A path of this Windows as the tests can open it.</summary>
    public string Path(string windowsPath) => _wine?.Path(windowsPath) ?? windowsPath;

    /// <summary>Whether the Start menu has an entry of that name.</summary>
    public bool IsInStartMenu(string name)
    {
        // Wine puts into the user's own menu what Windows puts into everybody's.
        string menus = IsWine ? $@"C:\users\{Environment.UserName}\AppData\Roaming" : @"C:\ProgramData";
        return File.Exists(Path($@"{menus}\Microsoft\Windows\Start Menu\Programs\{name}.lnk"));
    }

    /// <summary>Runs Windows Installer silently.</summary>
    public int Msiexec(IEnumerable<string> arguments)
    {
        // ERROR_INTERNAL_ERROR, as in WinePrefix.UntilStarted: the service manager has met it once in many hundred starts. The rollback leaves
        // what was there before, so that the same installation can be run again. Without a log Windows Installer itself was not started: it
        // makes that first.
        const string NoProcess = "(error 1359)";
        string[] line = [.. arguments, "/qn", "/l*v", LogFile];
        for (int attempt = 1; ; attempt++)
        {
            File.Delete(Path(LogFile));
            int exitCode = MsiexecAsGiven(line);
            if (exitCode == 0 || attempt == 3 || !IsWine) return exitCode;
            if (File.Exists(Path(LogFile)) && !LogOfFailure.Contains(NoProcess, StringComparison.Ordinal)) return exitCode;
        }
    }

    /// <summary>Runs Windows Installer with these arguments and no others.</summary>
    public int MsiexecAsGiven(params string[] arguments)
    {
        using Process process = StartMsiexecAsGiven(arguments);
        if (process.WaitForExit(Limit)) return process.ExitCode;
        string told = $"msiexec {string.Join(' ', arguments)} did not end in time. {WhatRuns}";
        EndMsiexec(process);
        throw new TimeoutException(told);
    }

    // What tells whether the service, a custom action or Windows Installer itself is stuck.
    private string WhatRuns
    {
        get
        {
            string[] processes = [.. Process.GetProcesses().Select(p => $"{p.Id} {p.ProcessName}")];
            string[] log = File.Exists(Path(LogFile)) ? [.. File.ReadLines(Path(LogFile)).TakeLast(40)] : ["There is no log."];
            return string.Join('\n', ["Its log ends:", .. log, "These run:", .. processes]);
        }
    }

    /// <summary>Runs Windows Installer silently as a user who is no administrator.</summary>
    public int MsiexecWithoutRights(params string[] arguments)
    {
        File.Delete(Path(LogFile));
        return Windows([Driver, "without-rights", "msiexec", .. arguments, "/qn", "/l*v", LogFile]);
    }

    /// <summary>Runs a Windows program.</summary>
    public int Windows(params string[] command) => _wine?.RunQuietly("wine", command) ?? Run(command[0], command[1..]);

    /// <summary>What the registry holds of a key and all below it, in the format of .reg files.</summary>
    public string Export(string key)
    {
        // A name of its own each time: where reg cannot write, what an earlier one wrote is no answer. Wine's has failed once
        // in many hundred runs.
        string file = $@"C:\registry-{Guid.NewGuid():N}.reg";
        int exitCode = -1;
        for (int attempt = 0; attempt < 3 && exitCode != 0; attempt++) exitCode = Windows("reg", "export", key, file, "/y", "/reg:64");
        Assert.True(exitCode == 0, $"reg export {key} ended with {exitCode}.");
        string text = File.ReadAllText(Path(file));
        File.Delete(Path(file));
        return text;
    }

    /// <summary>The lines that a Windows program prints.</summary>
    public string[] Output(params string[] command)
    {
        const string OutputFile = @"C:\output.txt";
        string line = string.Join(' ', command.Select(c => c.Contains(' ', StringComparison.Ordinal) ? $"\"{c}\"" : c));
        using Process process = StartLine(line, ">", OutputFile);
        Assert.True(process.WaitForExit(Limit), $"{string.Join(' ', command)} did not end in time.");
        return File.ReadAllLines(Path(OutputFile));
    }

    /// <summary>
    /// Puts a file into every folder of the installation. Wine's rollback of a removal does not make folders, so that there it
    /// brings the files back only where something has kept the folder.
    /// </summary>
    public void KeepFolders()
    {
        foreach (string folder in new[] { InstallFolder, ModuleFolder }.Select(Path))
        foreach (string inner in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            File.WriteAllText(System.IO.Path.Combine(inner, "notes.txt"), "mine");
    }

    /// <summary>Lets every user change a folder and what is in it.</summary>
    public void LetEverybodyWrite(string folder)
    {
        if (OperatingSystem.IsWindows()) Windows("icacls", folder, "/grant", "*S-1-1-0:(OI)(CI)F");
        // Wine makes an access control list of it.
        else File.SetUnixFileMode(Path(folder), (UnixFileMode)0b111_111_111);
    }

    /// <summary>
    /// Keeps this user from reading the configuration, as User Account Control keeps an administrator from it until an installation begins,
    /// for as long as the result lives. The service goes on with what it has read.
    /// </summary>
    internal IDisposable HideConfiguration()
    {
        string folder = Path(ConfigurationFolder);
        if (OperatingSystem.IsWindows())
        {
            Windows("icacls", folder, "/deny", $"{Environment.UserName}:(OI)(CI)R");
            return new Undo(() => Windows("icacls", folder, "/remove:d", Environment.UserName));
        }

        UnixFileMode mode = File.GetUnixFileMode(folder);
        File.SetUnixFileMode(folder, UnixFileMode.None);
        return new Undo(() =>
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
        });
    }

    public bool IsServiceRunning(string displayName) => Output("net", "start").Any(l => l.Trim() == displayName);

    /// <summary>Whether something listens on the port within some seconds.</summary>
    public static bool Listens(string port) =>
        LoopbackPort.WaitUntilListeningAsync(int.Parse(port, null), () => false).GetAwaiter().GetResult();

    public bool KeyExists(string key) => Windows("reg", "query", key, "/reg:64") == 0;

    /// <summary>Removes whatever a test left.</summary>
    public void Clean()
    {
        if (InstallerTests.SkipReason is not null) return;
        foreach (string code in Packages.ProductCodes.Where(IsInstalled))
        {
            Msiexec(["/x", code]);
            if (IsWine && code == Packages.PreviousCode) RemoveWhatAnUpgradeKeeps();
        }

        foreach (string folder in new[] { InstallFolder, ModuleFolder, ConfigurationFolder, OutsideFolder, Packages.LegacyFolder }.Select(Path)
            .Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    // Under Wine the earlier version always takes its removal for an upgrade's.
    private void RemoveWhatAnUpgradeKeeps()
    {
        Windows("net", "stop", "OMSGatewayService");
        Windows("sc", "delete", "OMSGatewayService");
        Windows("reg", "delete", @"HKLM\Software\OMS Gateway", "/f", "/reg:64");
        Windows("reg", "delete", @"HKLM\System\CurrentControlSet\Services\EventLog\OMS Gateway Log", "/f", "/reg:64");
    }

    public bool IsInstalled(string productCode) => KeyExists($@"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{productCode}");

    public void Dispose()
    {
        _wine?.Dispose();
        _display?.Dispose();
    }

    /// <summary>Starts a Windows program whose input and output are the test's.</summary>
    internal Process StartPiped(string program)
    {
        ProcessStartInfo start = _wine is null ? new(program) : new("wine", [program]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        return _wine?.Start(start) ?? Process.Start(start)!;
    }

    /// <summary>Starts Windows Installer with its wizard; <see cref="Log"/> is its log.</summary>
    internal Process StartMsiexec(IEnumerable<string> arguments)
    {
        File.Delete(Path(LogFile));
        return StartMsiexecAsGiven([.. arguments, "/l*v", LogFile]);
    }

    /// <summary>The same as a user who is no administrator.</summary>
    internal Process StartMsiexecWithoutRights(params string[] arguments)
    {
        File.Delete(Path(LogFile));
        string[] command = ["without-rights", "msiexec", .. arguments, "/l*v", LogFile];
        return _wine?.StartQuietly("wine", [Driver, .. command]) ?? Process.Start(Driver, command);
    }

    /// <summary>Ends an installation that a test has no more use for, and its wizard.</summary>
    internal void EndMsiexec(Process process)
    {
        if (process.HasExited) return;
        // Under Wine msiexec is no child of what started it, and would leave its wizard on the screen of the next test.
        if (IsWine) Windows("taskkill", "/f", "/im", "msiexec.exe");
        process.Kill(entireProcessTree: true);
    }

    // Windows Installer wants PROPERTY="a value" and answers "PROPERTY=a value", which is how a program's arguments are quoted, with
    // 1639 (Wine 8 took both, Wine 10 answers as Windows does). So the command line is made here.
    private Process StartMsiexecAsGiven(string[] arguments)
    {
        string line = string.Join(' ', arguments.Select(Quoted));
        return _wine is null ? Process.Start("msiexec", line) : StartLine($"msiexec {line}");
    }

    // As an argument it would get a backslash before each quotation mark; through Wine it gets by way of a variable.
    private Process StartLine(string line, params string[] redirection) =>
        _wine?.StartQuietly("env", [$"COMMAND_LINE={line}", "wine", "cmd", "/c", "%COMMAND_LINE%", .. redirection])
        ?? Process.Start("cmd", $"/c \"{line} {string.Join(' ', redirection)}\"");

    private static string Quoted(string argument)
    {
        if (argument.All(c => char.IsAsciiLetterOrDigit(c) || @"_-=:\/.{}*".Contains(c, StringComparison.Ordinal))) return argument;
        string[] parts = argument.StartsWith('/') ? [argument] : argument.Split('=', 2);
        return string.Join('=', [.. parts[..^1], $"\"{parts[^1].Replace("\"", "\"\"", StringComparison.Ordinal)}\""]);
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        if (process.WaitForExit(Limit)) return process.ExitCode;
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end in time.");
    }
}
