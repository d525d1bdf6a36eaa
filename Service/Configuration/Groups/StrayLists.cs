using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Groups;

/// <summary>Finds lists that nobody goes by, since the settings have no group of their name.</summary>
internal static class StrayLists
{
    // Enough to see what has happened; a directory may hold any number of files.
    private const int MostShown = 10;

    private const int MostRead = 1000;

    /// <summary>A warning for each, and a last one that says so where there are more than a person would read.</summary>
    /// <param name="directory">The configuration directory, which need not exist.</param>
    /// <param name="groups">The groups of the settings.</param>
    public static IReadOnlyList<ConfigurationProblem> Find(string directory, IReadOnlyList<ClientGroupSettings> groups)
    {
        string[] kinds = [ConfigurationStore.HostListFileName, ConfigurationStore.ClientListFileName];
        (string Path, string Group)[] stray =
        [
            .. kinds.SelectMany(kind => FilesLike(directory, kind).Select(path => (Path: path, Group: GroupOf(path, kind))))
                .Where(list => !groups.Any(group => IsReadFor(group.Name, list.Group))).OrderBy(list => list.Path, StringComparer.Ordinal),
        ];
        List<ConfigurationProblem> warnings = [.. stray.Take(MostShown).Select(list => Warning(list.Path, Describe(list.Path, list.Group, groups)))];
        if (stray.Length > MostShown)
            warnings.Add(Warning(directory, $"there are more lists of groups that do not exist than the {MostShown} shown"));
        return warnings;
    }

    private static string Describe(string path, string name, IReadOnlyList<ClientGroupSettings> groups)
    {
        if (groups.Any(group => ClientGroupSettings.IsSameName(group.Name, name)))
            return $"this list is not read, since its name has upper-case letters: rename it to {Path.GetFileName(path).ToLowerInvariant()}";
        string known = groups.Count == 0 ? "there is none" : $"the groups are {Printable.Shorten(string.Join(", ", groups.Select(group => group.Name)), 300)}";
        bool isGroupFile = ClientGroupSettings.IsName(name) && name == name.ToLowerInvariant();
        string removal = isGroupFile ? $"remove it with {SystemCommand.Of($"Remove-OMSGatewayGroup {name}", $"groups remove {name}")}" : "delete it";
        return $"this list is not read, since there is no group '{Printable.Shorten(name, 60)}' ({known}). If it is meant for a group, rename it: "
            + $"until then that group goes without it. If not, {removal}";
    }

    // On a file system that distinguishes case, only the name in lower case is read.
    private static bool IsReadFor(string group, string name) =>
        UnixPermissions.IsWindows ? ClientGroupSettings.IsSameName(group, name) : group.ToLowerInvariant() == name;

    private static string GroupOf(string path, string kind)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.Substring(Path.GetFileNameWithoutExtension(kind).Length + 1);
    }

    private static IReadOnlyList<string> FilesLike(string directory, string kind)
    {
        string ending = Path.GetExtension(kind);
        try
        {
            return [.. Directory.EnumerateFiles(directory, $"{Path.GetFileNameWithoutExtension(kind)}.*{ending}")
                .Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && Path.GetFileName(path).Length > kind.Length).Take(MostRead)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What prevents reading the directory is reported when its files are read.
            return [];
        }
    }

    private static ConfigurationProblem Warning(string path, string message) => new(path, 0, null, null, message);
}
