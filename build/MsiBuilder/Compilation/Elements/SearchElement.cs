using System.Globalization;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>
/// The searches of AppSearch. Each gives the signature that its property is set from: its own, or that of the search inside it.
/// </summary>
internal static class SearchElement
{
    // msidbLocatorType64bit (RegLocator table, Type).
    private const int Is64Bit = 0x10;

    public static string? TryCompile(ElementReader e, Scope scope) => !e.IsWix ? null : e.Name switch
    {
        "RegistrySearch" => Registry(e, scope),
        "DirectorySearch" => Folder(e, scope, null),
        "ComponentSearch" => Component(e, scope),
        "IniFileSearch" => IniFile(e, scope),
        "RegistrySearchRef" or "DirectorySearchRef" => Reference(e, scope),
        "ComponentSearchRef" or "IniFileSearchRef" => Reference(e, scope),
        _ => null,
    };

    private static string Registry(ElementReader e, Scope scope)
    {
        var root = RegistryRoot.Read(e, allowMachineOrUser: false);
        if (root is null && !e.Has("Root"))
            e.Missing("Root");
        var key = e.Required("Key");
        var name = e.Text("Name");
        var type = Type(e, ("directory", 0), ("file", 1), ("raw", 2));
        var bitness = e.Choice("Bitness", ("default", Is64Bit), ("always64", Is64Bit), ("always32", 0)) ?? Is64Bit;
        var id = e.Identifier("Id") ?? Identifiers.Generate(
            "reg", RootName(root), key, name, type switch { 0 => "Directory", 1 => "FileName", _ => "Raw" },
            (bitness != 0).ToString());
        var (signature, file) = Inner(e, scope, id);
        // A file search inside takes over the signature of the one around it.
        scope.Section.Row("RegLocator", e.Location, file ?? id, root, key, name, (type ?? 0) | bitness);
        scope.Section.Define(SymbolKind.Signature, file ?? id, e.Location);
        return signature ?? id;
    }

    private static string Folder(ElementReader e, Scope scope, string? parent)
    {
        var path = e.Text("Path");
        var depth = e.Integer("Depth", 0, short.MaxValue);
        var assign = e.YesNo("AssignToProperty") ?? false;
        var id = e.Identifier("Id")
            // A depth that is not given is hashed as the toolset's IntegerNotSet, which is this number.
            ?? Identifiers.Generate("dir", path, (depth ?? int.MinValue).ToString(CultureInfo.InvariantCulture));
        var (signature, file) = Inner(e, scope, id, assign);
        if (assign && file is null && signature is not null)
            e.Conflict("DirectorySearch/@AssignToProperty goes with a FileSearch inside only.");
        var row = assign && file is not null ? file : id;
        scope.Section.Row("DrLocator", e.Location, row, parent, path, depth);
        scope.Section.Define(SymbolKind.Signature, id, e.Location);
        // With AssignToProperty the property gets this folder, and not the file that was found in it.
        return assign ? id : signature ?? id;
    }

    private static string Component(ElementReader e, Scope scope)
    {
        var guid = e.Guid("Guid", required: true);
        var type = e.Choice("Type", ("directory", 0), ("file", 1));
        var id = e.Identifier("Id") ?? Identifiers.Generate("cmp", guid, type is 0 ? "Directory" : type is 1 ? "Filename" : "");
        var (signature, file) = Inner(e, scope, id);
        scope.Section.Row("CompLocator", e.Location, file ?? id, guid, type);
        scope.Section.Define(SymbolKind.Signature, file ?? id, e.Location);
        return signature ?? id;
    }

    private static string IniFile(ElementReader e, Scope scope)
    {
        var name = e.FileName("Name") ?? "";
        var (section, key, field) = (e.Required("Section"), e.Required("Key"), e.Integer("Field", 1, short.MaxValue));
        var type = Type(e, ("directory", 0), ("file", 1), ("raw", 2));
        var id = e.Identifier("Id")
            ?? Identifiers.Generate("ini", name, section, key, field?.ToString(CultureInfo.InvariantCulture),
            type?.ToString(CultureInfo.InvariantCulture));
        var (signature, file) = Inner(e, scope, id);
        scope.Section.Row("IniLocator", e.Location, file ?? id,
            new NamePair(name, e.FileName("ShortName"), true, "IniFileSearch"), section, key, field, type);
        scope.Section.Define(SymbolKind.Signature, file ?? id, e.Location);
        return signature ?? id;
    }

    private static string Reference(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        scope.Section.Refer(SymbolKind.Signature, id, e.Location);
        e.EndLeaf();
        return id;
    }

    /// <summary>The one search that may stand inside another: its signature, and that of a file search among them.</summary>
    private static (string? Signature, string? File) Inner(ElementReader e, Scope scope, string id, bool assign = false)
    {
        string? signature = null, file = null;
        foreach (var child in e.Children())
        {
            if (signature is not null)
                e.Conflict($"{e.Name} can have one search inside it.");
            if (child.Is("DirectorySearch"))
                signature = Folder(child, scope, id);
            else if (child.Is("FileSearch"))
                signature = file = FileSearchElement.Compile(child, scope, id, e.Name == "DirectorySearch" && assign);
            else if (child.Is("DirectorySearchRef") || child.Is("FileSearchRef"))
                scope.Diagnostics.Error(child.Location, DiagnosticCode.NotSupported,
                    $"{child.Name} inside another search is not supported.");
            else
                e.Unexpected(child);
        }

        e.End();
        // A directory search keeps its own row; the file has a row of its own that names it as parent.
        return (signature, e.Name == "DirectorySearch" && !assign ? null : file);
    }

    private static int? Type(ElementReader e, params (string, int)[] choices)
    {
        if (!e.Has("Type"))
            e.Missing("Type");
        return e.Choice("Type", choices);
    }

    private static string RootName(int? root) => root switch
    {
        0 => "ClassesRoot",
        1 => "CurrentUser",
        2 => "LocalMachine",
        _ => "Users",
    };
}
