using System.Globalization;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Status;

/// <summary>Whether the running gateway's user can read what an administrator, on Linux mostly root, has just written.</summary>
public static class GatewayReader
{
    // Read for files, read and search for directories, as three bits.
    private const uint Read = 4, Search = 5;

    /// <summary>A warning that says what the running gateway may not read and what to do, or null; always null on Windows.</summary>
    public static string? FindUnreadable(ConfigurationStore store)
    {
        if (UnixPermissions.IsWindows) return null;
        int? process = GatewayPresence.For(store).Look().ProcessId ?? GatewayStatus.TryRead(store.StatusPath)?.ProcessId;
        if (process is null || ReadUser($"/proc/{process}/status") is not { } user) return null;
        string? path = !Allows(store.Directory, user, Search)
            ? store.Directory
            : new[] { store.SettingsPath, store.KeyPath }.Concat(Directory.GetFiles(store.Directory, "allowedlist_*.txt"))
                .FirstOrDefault(p => !Allows(p, user, Read));
        return path is null ? null
            : $"The running gateway, process {process} of user {user.Id}, has no right to read {path} and continues with what it has read before. "
            + $"Give it the right, for example with 'chgrp -R {user.Groups[0]} {store.Directory} && chmod -R g+rX {store.Directory}'.";
    }

    internal static bool Allows(LibC.FileOwner file, UnixUser user, uint rights)
    {
        if (user.Id == 0) return true;
        // Only the first of owner, group and others that fits the user counts, even if it allows less (path_resolution(7)).
        int shift = file.User == user.Id ? 6 : user.Groups.Contains(file.Group) ? 3 : 0;
        return ((file.Mode >> shift) & rights) == rights;
    }

    /// <summary>The effective user of a process, from the lines Uid, Gid and Groups of its status (proc(5)).</summary>
    internal static UnixUser? ParseUser(IEnumerable<string> lines)
    {
        uint[] Numbers(string name) => lines.Where(l => l.StartsWith(name + ":", StringComparison.Ordinal))
            .SelectMany(l => l.Substring(name.Length + 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Select(n => uint.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        uint[] users = Numbers("Uid"), groups = Numbers("Gid");
        // Each line has the real id, the effective one, the saved one and that of the file system.
        return users.Length < 2 || groups.Length < 2 ? null : new UnixUser(users[1], [groups[1], .. Numbers("Groups")]);
    }

    private static bool Allows(string path, UnixUser user, uint rights) => LibC.TryGetOwner(path) is not { } file || Allows(file, user, rights);

    private static UnixUser? ReadUser(string path)
    {
        try
        {
            return ParseUser(File.ReadAllLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A user and the groups whose rights it has, the main one first.</summary>
internal readonly record struct UnixUser(uint Id, uint[] Groups);
