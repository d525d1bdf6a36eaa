using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>The Directory table, and the paths from which component GUIDs are derived.</summary>
internal sealed class Directories
{
    private readonly Dictionary<string, DirectoryItem> _items = new(StringComparer.Ordinal);
    private readonly VariableResolver _resolver;

    public Directories(IEnumerable<DirectoryItem> items, VariableResolver resolver, DiagnosticBag diagnostics)
    {
        _resolver = resolver;
        foreach (var item in items)
            _items.TryAdd(item.Id, item);
        foreach (var item in _items.Values.Where(IsInsideItself))
            diagnostics.Error(item.Location, DiagnosticCode.CircularDirectory, $"The directory '{item.Id}' is inside itself.");
    }

    public IEnumerable<(SourceLocation Location, string Id, string? Parent, string DefaultDir)> Rows()
    {
        var split = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in _items.Values)
        {
            var parent = item.Parent;
            var parts = (Resolve(item, item.Name) ?? "").Split('\\', '/');
            var path = "";
            // A Name may be a path, but a row of the Directory table is one folder: those between get ids as the toolset generates them.
            foreach (var part in parts.SkipLast(1))
            {
                path = path.Length == 0 ? part : $"{path}\\{part}";
                var id = Identifiers.Generate("d", item.Parent, path);
                // Several paths may lead through the same folder.
                if (split.Add(id))
                    yield return (item.Location, id, parent, ShortNames.Pair(new NamePair(part, null, false, "Directory", item.Parent)));
                parent = id;
            }

            yield return (item.Location, item.Id, parent, DefaultDir(item, parts[^1]));
        }
    }

    /// <summary>
    /// The lower-case path of a directory from the standard directory it is in, or from one that has a seed of its own.
    /// WiX hashes it with backslashes, whatever the system.
    /// </summary>
    public string CanonicalPath(string id)
    {
        if (!_items.TryGetValue(id, out var item))
            return id;
        if (item.GuidSeed is not null)
            return item.GuidSeed;
        if (StandardDirectories.Contains(id))
            return StandardDirectories.Resolve(id);
        var name = Resolve(item, item.Name)?.ToLowerInvariant();
        if (item.Parent is null)
            return name ?? "";
        var parent = CanonicalPath(item.Parent);
        return name is null ? parent : $"{parent}\\{name}";
    }

    private bool IsInsideItself(DirectoryItem item)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = item; current is not null; current = current.Parent is null
            ? null : _items.GetValueOrDefault(current.Parent))
        {
            if (!seen.Add(current.Id))
                return true;
        }

        return false;
    }

    private string DefaultDir(DirectoryItem item, string name)
    {
        var target = Pair(item, name, Resolve(item, item.ShortName));
        var source = Resolve(item, item.SourceName) is { } sourceName
            ? Pair(item, sourceName, Resolve(item, item.ShortSourceName)) : null;
        // DefaultDir is "target:source" where a folder has another name in an uncompressed source (Directory table).
        return source is null || source == target ? target : $"{target}:{source}";
    }

    // A dot is the parent's own folder and SourceDir that of the package; neither is a name that could have a short form.
    private static string Pair(DirectoryItem item, string name, string? shortName) => name is "" or "."
        ? "."
        : name == "SourceDir" ? name : ShortNames.Pair(new NamePair(name, shortName, false, "Directory", item.Parent));

    private string? Resolve(DirectoryItem item, string? text) => text is null ? null : _resolver.Resolve(text, item.Location);
}
