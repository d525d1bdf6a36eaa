using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>A Windows under Wine for the tests that install, with a folder for their files beside it.</summary>
public sealed class WineInstaller : IDisposable
{
    private readonly WinePrefix? _wine = OperatingSystem.IsWindows() ? null : new();

    internal TemporaryFolder Folder { get; } = new();

    internal int Run(params string[] arguments) => _wine!.RunQuietly("wine", arguments);

    internal int Install(string package, params string[] properties) => Run(["msiexec", "/i", package, "/qn", .. properties]);

    internal string InDriveC(string path) => _wine!.Path($@"C:\{path}");

    internal string? RegistryValue(string key, string name)
    {
        // What reg.exe prints has passed through a codepage; what it exports is UTF-16.
        var exit = Run("reg", "export", key, Folder["export.reg"], "/y", "/reg:64");
        var start = $"\"{name}\"=\"";
        var line = exit == 0 ? File.ReadAllLines(Folder["export.reg"]).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) : null;
        return line?[start.Length..^1].Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _wine?.Dispose();
        Folder.Dispose();
    }
}
