using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Component GUIDs for <c>Guid="*"</c>: derived from where the key path is installed, as WiX does, so that a component keeps
/// its GUID from build to build and from one compiler to the other.
/// </summary>
internal sealed class ComponentGuids(Directories directories,
    IReadOnlyList<BoundFile> files, IEnumerable<TableRow> registry, DiagnosticBag diagnostics)
{
    // The toolset's (BindDatabaseCommand.cs, WixComponentGuidNamespace): another one would give every component another GUID.
    private static readonly Guid NameSpace = new("3064E5C6-FB63-4FE9-AC49-E446A792EFA5");
    private const int Is64Bit = 0x100;

    // The toolset's list (FinalizeComponentGuids.cs): TARGETDIR is no fixed place, and each of the others is a standard directory of its
    // own, so that one place would have two paths and a component there two GUIDs.
    private static readonly string[] Unstable =
    [
        @"PersonalFolder\my pictures", @"ProgramFilesFolder\common files", @"ProgramMenuFolder\startup", "TARGETDIR",
        @"StartMenuFolder\programs", @"WindowsFolder\fonts",
    ];

    private readonly Dictionary<string, TableRow> _registry = registry.ToDictionary(r => (string)r.Cells[0]!,
        StringComparer.Ordinal);
    private readonly ILookup<string, BoundFile> _files = files.ToLookup(f => f.Item.Component);

    public string? For(ComponentItem component) => component.Guid switch
    {
        // A component without a code is installed and then forgotten: neither removed nor repaired (Component table, ComponentId).
        "" => null,
        not "*" => component.Guid,
        _ => component.KeyPathKind == KeyPathKind.Registry ? ForRegistry(component) : ForFile(component),
    };

    private string ForRegistry(ComponentItem component)
    {
        var row = _registry[component.KeyPath!];
        // The names of the toolset's RegistryRootType, which its hash is made of (FinalizeComponentGuids.cs), not those of the registry.
        var root = Convert.ToString(row.Cells[1], CultureInfo.InvariantCulture) switch
        {
            "-1" => "MachineUser",
            "0" => "ClassesRoot",
            "1" => "CurrentUser",
            "2" => "LocalMachine",
            _ => "Users",
        };
        // 64-bit and 32-bit programs see different keys under the same name, so the toolset hashes which of the two is meant.
        var bitness = (component.Attributes & Is64Bit) != 0 ? "64" : "";
        return NameBasedGuid.Create(NameSpace, $"{bitness}{root}\\{row.Cells[2]}\\{row.Cells[3]}".ToLowerInvariant());
    }

    private string ForFile(ComponentItem component)
    {
        var key = _files[component.Id].First(f => f.Item.Id == component.KeyPath);
        var path = $"{directories.CanonicalPath(component.Directory)}\\{key.Name.ToLowerInvariant()}";
        if (Unstable.Any(u => path.StartsWith(u, StringComparison.Ordinal)))
            Report(component, $"its directory '{path}' is not the same on every machine");
        // This rule and the next are the toolset's (FinalizeComponentGuids.cs): the installer compares the version of the key path alone,
        // and so would not notice that another file of the component has changed.
        if (_files[component.Id].Count() > 1 && key.Version is null)
            Report(component, "it has several files and its key path has no version");
        if (_files[component.Id].Any(f => f.Item.Id != component.KeyPath && f.Version is not null))
            Report(component, "a file besides its key path has a version");
        return NameBasedGuid.Create(NameSpace, path);
    }

    private void Report(ComponentItem component, string why) => diagnostics.Error(
        component.Location, DiagnosticCode.CannotDeriveGuid,
        $"The Guid of the component '{component.Id}' cannot be derived: {why}.");
}
