namespace OmsGateway.Installer.Tests.Support;

/// <summary>The files and registry keys that an installation may touch.</summary>
internal sealed class MachineState
{
    // Wine keeps these for itself, as Windows does with its own lists and caches. Each desktop that Wine makes, for the first program after
    // a time without one, has a Control\Video\{…} of its own.
    private static readonly string[] NotOurs =
    [
        "setup.log", "output.txt", @"Installer\UserData", @"CurrentVersion\Installer\Folders", "Explorer\\", "windows/Installer", "Temp/",
        @"\Installer\Products]", @"\Installer\Features]", @"\Installer\UpgradeCodes]", @"\Classes\Installer]",
        @"\Control\Video\",
    ];

    private readonly HashSet<string> _names;

    private MachineState(IEnumerable<string> names) => _names = [.. names.Where(n => !NotOurs.Any(o => n.Contains(o, StringComparison.OrdinalIgnoreCase)))];

    public static MachineState Read(TestMachine machine)
    {
        string[] folders = [@"C:\Program Files", @"C:\ProgramData"];
        string[] roots = [@"HKLM\Software", @"HKLM\System\CurrentControlSet\Services", @"HKLM\System\CurrentControlSet\Control"];
        IEnumerable<string> files = folders.SelectMany(f => Directory.GetFileSystemEntries(machine.Path(f), "*", SearchOption.AllDirectories));
        return new MachineState(files.Concat(roots.SelectMany(root => Keys(machine, root))));
    }

    /// <summary>What is there now and was not before.</summary>
    public IEnumerable<string> Since(MachineState before) => _names.Except(before._names).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(TestMachine machine, string root) =>
        machine.Export(root).Split("\r\n").Where(l => l.StartsWith('['));
}
