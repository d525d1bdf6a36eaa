using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>A Windows of the tests' own under Wine, set up when it is made and thrown away at the end.</summary>
public sealed class WinePrefix : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What Wine's start.exe says before the program has run, when CreateProcess answers ERROR_INTERNAL_ERROR: the new process ended before its
    // first instruction (STATUS_INTERNAL_ERROR in dlls/ntdll/unix/process.c). Seen on machines with ten times as much to do as they can.
    private const string NotStarted = "ShellExecuteEx failed: Internal error.";

    // root reads every file, which neither a user nor a service of Windows does.
    private static readonly string[] WithoutOverride = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];

    private readonly string[] _launcher;

    /// <summary>Sets the Windows up.</summary>
    /// <param name="display">The X display for its windows; none unless given.</param>
    /// <param name="heedsPermissions">Whether its programs may read and write only what an ordinary user in their place may.</param>
    public WinePrefix(string display = "", bool heedsPermissions = false)
    {
        _launcher = heedsPermissions && System.Environment.IsPrivilegedProcess ? WithoutOverride : [];
        Environment = new Dictionary<string, string?>
        {
            ["WINEPREFIX"] = Root,
            ["WINEDEBUG"] = "-all",
            ["WINEDLLOVERRIDES"] = "mscoree,mshtml=",
            ["DISPLAY"] = display,
            // Without a locale whose files may have names in any script, as in a bare system, Wine makes none with such a name; and a
            // developer's own would choose the language of Windows.
            ["LC_ALL"] = "C.UTF-8",
            // Not set, Wine has its server's folder in the prefix. Set, Debian's Wine aborts from 8.20 on where there is no
            // /run/user/<uid>.
            ["TMPDIR"] = null,
        };
        RunQuietly("wineboot", "-i");
        // Setting up goes on after wineboot has returned; a service created meanwhile would be forgotten.
        RunQuietly("wineserver", "-w");
        // Every Windows has one, mostly this; Windows Installer makes USERNAME of it (its page "USERNAME property").
        RunQuietly("wine", "reg", "add", @"HKLM\Software\Microsoft\Windows NT\CurrentVersion", "/v", "RegisteredOwner", "/d", RegisteredOwner, "/f", "/reg:64");
        // A server that still runs for that command would keep KeepRunning's from starting, and end with all services.
        RunQuietly("wineserver", "-w");
    }

    /// <summary>Whom this Windows is registered to.</summary>
    public const string RegisteredOwner = "Windows User";

    /// <summary>The prefix's folder.</summary>
    public string Root => _folder.Root;

    /// <summary>The environment variables by which a program runs in this Windows; null where one must not be set.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>A path on this Windows' drive C, as the tests can open it.</summary>
    /// <param name="windowsPath">As in C:\Windows.</param>
    public string Path(string windowsPath) => System.IO.Path.Combine(Root, "drive_c", windowsPath[3..].Replace('\\', '/'));

    /// <summary>Keeps services running when the last ordinary program has ended; else they end three seconds later.</summary>
    public void KeepRunning() => RunQuietly("wineserver", "-p");

    /// <summary>Runs a program of Wine's to its end, again where Wine did not start it. Both its streams are in the output.</summary>
    /// <exception cref="TimeoutException">It ran past the limit and was killed.</exception>
    public async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string? input = null, TimeSpan? limit = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            // Services keep the first program's output open for as long as they live: a pipe would never end.
            string output = System.IO.Path.Combine(Root, $"output-{Guid.NewGuid():N}");
            string script = $"exec \"$0\" \"$@\" > '{output}' 2>&1{(input is null ? " < /dev/null" : "")}";
            string[] line = [.. _launcher, "/bin/sh", "-c", script, program, .. arguments];
            ProgramResult result = await ProgramRunner.RunAsync(line[0], line[1..], input, limit, Environment).ConfigureAwait(false);
            result = result with { Output = (await File.ReadAllTextAsync(output).ConfigureAwait(false)).Replace("\r", "", StringComparison.Ordinal) };
            File.Delete(output);
            if (attempt == 3 || !result.Output.Contains(NotStarted, StringComparison.Ordinal)) return result;
        }
    }

    /// <summary>Does the same, for the exit code.</summary>
    /// <exception cref="TimeoutException">It ran past <see cref="Patience.Limit"/> and was killed.</exception>
    public int RunQuietly(string program, params string[] arguments) => RunAsync(program, arguments).GetAwaiter().GetResult().ExitCode;

    /// <summary>Starts a program of Wine's and throws its output away.</summary>
    public Process StartQuietly(string program, params string[] arguments) =>
        Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1", program, .. arguments]));

    /// <summary>Starts a program in this Windows.</summary>
    public Process Start(ProcessStartInfo start)
    {
        foreach (string argument in _launcher.Length == 0 ? [] : _launcher.Skip(1).Append(start.FileName).Reverse()) start.ArgumentList.Insert(0, argument);
        if (_launcher.Length > 0) start.FileName = _launcher[0];
        foreach ((string name, string? value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RunQuietly("wineserver", "-k");
        RunQuietly("wineserver", "-w");
        _folder.Dispose();
    }
}
