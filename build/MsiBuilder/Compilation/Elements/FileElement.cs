using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>File</c>: a file to install.</summary>
internal static class FileElement
{
    // msidbFileAttributes… (File table, Attributes).
    private const int ReadOnly = 0x1;
    private const int Hidden = 0x2;
    private const int System = 0x4;
    private const int Vital = 0x200;
    private const int Checksum = 0x400;
    private const int Noncompressed = 0x2000;
    private const int Compressed = 0x4000;

    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var id = IdOf(e, component.Directory);
        var source = e.Required("Source") ?? "";
        var name = e.FileName("Name") ?? LastPart(source);
        if (!FileNames.IsValid(name))
            e.Missing("Name");
        var shortName = e.FileName("ShortName");
        var companion = e.Identifier("CompanionFile");
        var version = e.Text("DefaultVersion");
        scope.Section.Refer(SymbolKind.File, companion, e.Location);
        if (companion is not null && version is not null)
            e.Conflict("File cannot have both CompanionFile and DefaultVersion.");
        // A file is vital unless told otherwise, as in the toolset (Compiler.cs, ParseFileElement).
        var attributes = (e.YesNo("ReadOnly") == true ? ReadOnly : 0)
            | (e.YesNo("Hidden") == true ? Hidden : 0)
            | (e.YesNo("System") == true ? System : 0)
            | (e.YesNo("Vital") == false ? 0 : Vital)
            | (e.YesNo("Checksum") == true ? Checksum : 0)
            | (e.Choice("Compressed", ("yes", Compressed), ("no", Noncompressed), ("default", 0)) ?? 0);
        if ((attributes & Noncompressed) != 0)
            e.Diagnostics.Error(e.Location, DiagnosticCode.NotSupported, "Files outside the cabinet are not supported.");
        var isKeyPath = e.YesNo("KeyPath");
        // A TrueType font brings its title along, which an empty cell asks for (Font table).
        var fontTitle = e.YesNo("TrueType") == true ? "" : e.Text("FontTitle");
        scope.Section.Items.Add(new FileItem(
            e.Location, id, component.Id, component.Directory, name, shortName, source, companion ?? version,
            e.Text("DefaultLanguage"),
            e.Integer("DefaultSize", 0, int.MaxValue), attributes, e.Integer("DiskId", 1, short.MaxValue) ?? component.DiskId,
            fontTitle,
            e.Integer("SelfRegCost", 0, short.MaxValue)));
        scope.Section.Define(SymbolKind.File, id, e.Location);
        // A file that goes with another has that one's key for a version, and cannot be a key path (Compiler.cs, ParseFileElement).
        if (companion is null)
            component.Offer(e, KeyPathKind.File, id, isKeyPath);
        foreach (var child in e.Children())
        {
            if (child.Is("Shortcut"))
                ShortcutElement.Compile(child, scope, component, $"[#{id}]", id);
            else if (child.Is("CopyFile"))
                CopyFileElement.Compile(child, scope, component, id);
            else if (child.Is("PermissionEx"))
                PermissionElement.Compile(child, scope, "File", id);
            else
                scope.CompileForeign(e, child, component.Context with { File = id, Object = id });
        }

        e.End();
    }

    public static string IdOf(ElementReader e, string directory) =>
        e.Identifier("Id") ?? Identifiers.Generate("fil", directory, e.Text("Name") ?? LastPart(e.Text("Source") ?? ""));

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..];
}
