using System.Diagnostics;

namespace OmsGateway.TestSupport;

/// <summary>A Windows of the tests' own under Wine, set up when it is made and thrown away at the end.</summary>
public sealed class WinePrefix : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // root reads every file, which neither a user nor a service of Windows does.
    private static readonly string[] WithoutOverride = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];

    private const string WithoutInput = $"exec < /dev/null\n{UntilStarted}";

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

    /// <summary>
    /// A shell script that runs a program with its output in the file $0, and again where Wine did not start it. To a file, because services keep
    /// the first program's output open for as long as they live, so that a pipe would never end.
    /// </summary>
    /// <remarks>
    /// What it looks for is said by Wine's start.exe, before the program has read anything, when CreateProcess answers ERROR_INTERNAL_ERROR for a
    /// process that ended before its first instruction (STATUS_INTERNAL_ERROR in dlls/ntdll/unix/process.c). That happens once in some thousand
    /// starts on a machine with more to do than it can.
    /// </remarks>
    public const string UntilStarted = """
        for attempt in 1 2 3; do
            "$@" > "$0" 2>&1
            code=$?
            grep -q "ShellExecuteEx failed: Internal error." "$0" || break
        done
        exit $code
        """;

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
        string output = NewOutput();
        string[] line = [.. _launcher, "/bin/sh", "-c", input is null ? WithoutInput : UntilStarted, output, program, .. arguments];
        ProgramResult result = await ProgramRunner.RunAsync(line[0], line[1..], input, limit, Environment).ConfigureAwait(false);
        result = result with { Output = (await File.ReadAllTextAsync(output).ConfigureAwait(false)).Replace("\r", "", StringComparison.Ordinal) };
        File.Delete(output);
        return result;
    }

    /// <summary>Does the same, for the exit code.</summary>
    /// <exception cref="TimeoutException">It ran past <see cref="Patience.Limit"/> and was killed.</exception>
    public int RunQuietly(string program, params string[] arguments) => RunAsync(program, arguments).GetAwaiter().GetResult().ExitCode;

    /// <summary>
    /// Starts a program of Wine's, again where Wine did not start it; what that program starts is its own. It has no input, and nobody reads its
    /// output.
    /// </summary>
    public Process StartQuietly(string program, params string[] arguments) =>
        Start(new ProcessStartInfo("/bin/sh", ["-c", WithoutInput, NewOutput(), program, .. arguments]));

    /// <summary>Starts a program in this Windows.</summary>
    public Process Start(ProcessStartInfo start)
    {
        foreach (string argument in _launcher.Length == 0 ? [] : _launcher.Skip(1).Append(start.FileName).Reverse()) start.ArgumentList.Insert(0, argument);
        if (_launcher.Length > 0) start.FileName = _launcher[0];
        foreach ((string name, string? value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private string NewOutput() => System.IO.Path.Combine(Root, $"output-{Guid.NewGuid():N}");

    /// <inheritdoc/>
    public void Dispose()
    {
        RunQuietly("wineserver", "-k");
        RunQuietly("wineserver", "-w");
        _folder.Dispose();
    }
}
