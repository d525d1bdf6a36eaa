using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Extensions;
using OmsGateway.MsiBuilder.Linking;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// The DLL that stands in for the extensions' custom actions is embedded once, under the sources' own name, when the sources embed
/// it too.
/// </summary>
internal sealed class SharedBinaries
{
    private const string StandIn = $"!(wix.{WixExtensions.CustomActionsVariable})";

    // The bits of a custom action's type that say where its code is: none of them for the table Binary.
    private const int SourceMask = 0x30;

    private readonly HashSet<string> _standIns = [];
    private readonly string? _own;

    public SharedBinaries(LinkedPackage package, CompileOptions options, VariableResolver resolver)
    {
        if (options.ExtensionCustomActions is not { } path)
            return;
        foreach (var row in package.Rows("Binary"))
        {
            if (row.Cells is not [string id, FileBytes file])
                continue;
            if (file.Path == StandIn)
                _standIns.Add(id);
            else if (Path.GetFullPath(resolver.Resolve(file.Path, row.Location)) == Path.GetFullPath(path))
                _own ??= id;
        }
    }

    /// <summary>The row as it goes into the database, or null when the sources' own takes its place.</summary>
    public TableRow? Apply(TableRow row) => (_own, row.Table, row.Cells) switch
    {
        (not null, "Binary", [string id, ..]) when _standIns.Contains(id) => null,
        (not null, "CustomAction", [var action, int type, string source, .. var rest])
            when (type & SourceMask) == 0 && _standIns.Contains(source) => row with { Cells = [action, type, _own, .. rest] },
        _ => row,
    };
}
