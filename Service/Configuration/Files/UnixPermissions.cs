using System.Runtime.InteropServices;
using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// Keeps the configuration unreadable to other users on Unix. On Windows the installer's access control list on the
/// directory does that, and these methods do nothing.
/// </summary>
internal static class UnixPermissions
{
    // rw------- and rwx------
    private const uint PrivateFile = 0x180;
    private const uint PrivateDirectory = 0x1C0;

    // ---r----- and ------rwx
    private const uint GroupMayRead = 0x20;
    private const uint Others = 0x7;

    public static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates the directory, and those above it that do not exist, for their owner alone.</summary>
    public static void EnsureDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { } parent) EnsureDirectory(parent);
        Directory.CreateDirectory(path);
        if (!IsWindows) LibC.Chmod(path, PrivateDirectory);
    }

    /// <summary>
    /// Makes a new file private, and its directory's owner the owner, who may not be the root that creates it. A directory that is for
    /// a group to read, and for nobody else, makes its files so: the group is that of a service's account, which is to change nothing.
    /// </summary>
    public static void Restrict(string path)
    {
        if (IsWindows) return;
        LibC.FileOwner? directory = LibC.TryGetOwner(Path.GetDirectoryName(path)!);
        bool isForGroup = directory is { } d && (d.Mode & GroupMayRead) != 0 && (d.Mode & Others) == 0;
        LibC.Chmod(path, isForGroup ? PrivateFile | GroupMayRead : PrivateFile);
        ChangeOwner(path, directory);
    }

    /// <summary>
    /// Gives a file the mode and owner of the one it will replace, so that a root who edits the settings does not lock the
    /// service's user out; restricts it when there is none to replace.
    /// </summary>
    public static void CopyOrRestrict(string original, string copy)
    {
        if (IsWindows) return;
        if (LibC.TryGetOwner(original) is not { } model)
        {
            Restrict(copy);
            return;
        }

        LibC.Chmod(copy, model.Mode);
        ChangeOwner(copy, model);
    }

    // Fails for anyone but root, who is the only one for whom it matters.
    private static void ChangeOwner(string path, LibC.FileOwner? model)
    {
        if (model is { } owner) LibC.Chown(path, owner.User, owner.Group);
    }
}
