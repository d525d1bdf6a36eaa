using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>A Windows of its own for the tests that install, made once and thrown away.</summary>
public sealed class WinePrefix : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public WinePrefix()
    {
        _environment = new()
        {
            ["WINEPREFIX"] = _folder["prefix"],
            ["WINEDEBUG"] = "-all",
            ["DISPLAY"] = "",
            ["WINEDLLOVERRIDES"] = "mscoree,mshtml=",
            // Wine leaves a folder for its server there.
            ["TMPDIR"] = _folder.Root,
        };
        if (!OperatingSystem.IsWindows())
            Run("wineboot", "-i");
    }

    internal TemporaryFolder Folder => _folder;

    internal (int Exit, string Output) Run(params string[] arguments) => RunProgram("wine", arguments);

    internal int Install(string package, params string[] properties) =>
        Run(["msiexec", "/i", package, "/qn", .. properties]).Exit;

    internal string InDriveC(string path) => Path.Combine(_folder["prefix"], "drive_c", path);

    internal string? RegistryValue(string key, string name)
    {
        // What reg.exe prints has passed through a codepage; what it exports is UTF-16.
        var (exit, _) = Run("reg", "export", key, _folder["export.reg"], "/y", "/reg:64");
        var start = $"\"{name}\"=\"";
        var line = exit == 0 ? File.ReadAllLines(_folder["export.reg"]).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) : null;
        return line?[start.Length..^1].Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            RunProgram("wineserver", "-k");
            RunProgram("wineserver", "-w");
        }

        _folder.Dispose();
    }

    private (int Exit, string Output) RunProgram(string program, params string[] arguments)
    {
        var result = ProgramRunner.RunAsync(program, arguments, limit: Limit, environment: _environment).GetAwaiter().GetResult();
        return (result.ExitCode, result.Output);
    }
}
