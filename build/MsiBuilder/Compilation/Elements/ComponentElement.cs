using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Component</c> and what is installed with it.</summary>
internal static class ComponentElement
{
    // msidbComponentAttributes… (Component table, Attributes).
    private const int SourceOnly = 0x1;
    private const int Optional = 0x2;
    private const int RegistryKeyPath = 0x4;
    private const int SharedDll = 0x8;
    private const int Permanent = 0x10;
    private const int Transitive = 0x40;
    private const int NeverOverwrite = 0x80;
    private const int Is64Bit = 0x100;
    private const int DisableReflection = 0x200;
    private const int UninstallOnSupersedence = 0x400;
    private const int Shared = 0x800;

    public static void Compile(ElementReader e, Scope scope, (string Kind, string Id)? parent, string? directory)
    {
        var id = e.Identifier("Id");
        // A Guid that is not given is derived, as in the toolset (Compiler.cs, ParseComponentElement).
        var guid = e.Guid("Guid", allowGenerate: true) ?? "*";
        if (e.Has("Directory"))
        {
            directory = e.Identifier("Directory");
            scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        }

        directory = DirectoryElement.Inline(e, scope, directory, e.FileName("Subdirectory", allowPath: true));
        if (directory is null)
            e.Missing("Directory");
        var attributes = Attributes(e);
        var condition = e.Text("Condition");
        var diskId = e.Integer("DiskId", 1, short.MaxValue);
        var feature = e.Identifier("Feature");
        var state = new ComponentState(id, directory ?? "", diskId, guid, e.YesNo("KeyPath") == true, scope.Unnamed.Next);
        if (id is null)
        {
            // Without an id the component takes that of its key path, which the children have to be asked for first.
            state.Id = ImpliedId(e, directory ?? "") ?? "";
            if (state.Id.Length == 0)
                e.Missing("Id");
        }

        foreach (var child in e.Children())
            ComponentChildren.Compile(e, child, scope, state);
        if (id is null)
            scope.Unnamed.Done();
        attributes |= state.KeyPathKind == KeyPathKind.Registry ? RegistryKeyPath : 0;
        if (guid == "*" && state.KeyPath is null)
            e.Diagnostics.Error(e.Location, DiagnosticCode.CannotDeriveGuid,
                $"The component '{state.Id}' has no file or registry value as its key path, so its Guid must be given.");
        scope.Section.Items.Add(
            new ComponentItem(e.Location, state.Id, guid, directory ?? "", attributes, condition, state.KeyPath,
            state.KeyPathKind));
        scope.Section.Define(SymbolKind.Component, state.Id, e.Location);
        if (feature is not null)
        {
            scope.Section.Refer(SymbolKind.Feature, feature, e.Location);
            scope.Section.Items.Add(
                new Membership(e.Location, SymbolKind.Feature, feature, SymbolKind.Component, state.Id, true));
        }

        if (parent is { } p)
            scope.Section.Items.Add(new Membership(e.Location, p.Kind, p.Id, SymbolKind.Component, state.Id));
        e.End();
    }

    private static int Attributes(ElementReader e) =>
        // Packages are for x64 here, and the toolset too makes components of such a package 64-bit unless told otherwise.
        (e.Choice("Bitness", ("default", Is64Bit), ("always64", Is64Bit), ("always32", 0)) ?? Is64Bit)
        | (e.Choice("Location", ("local", 0), ("source", SourceOnly), ("either", Optional)) ?? 0)
        | (e.YesNo("SharedDllRefCount") == true ? SharedDll : 0)
        | (e.YesNo("Permanent") == true ? Permanent : 0)
        | (e.YesNo("Transitive") == true ? Transitive : 0)
        | (e.YesNo("NeverOverwrite") == true ? NeverOverwrite : 0)
        | (e.YesNo("DisableRegistryReflection") == true ? DisableReflection : 0)
        | (e.YesNo("UninstallWhenSuperseded") == true ? UninstallOnSupersedence : 0)
        | (e.YesNo("Shared") == true ? Shared : 0);

    private static string? ImpliedId(ElementReader e, string directory)
    {
        var files = e.Children().Where(c => c.Is("File")).ToList();
        var key = files.Find(f => f.Text("KeyPath") is "yes" or "true") ?? files.FirstOrDefault();
        return key is null ? null : FileElement.IdOf(key, directory);
    }
}
