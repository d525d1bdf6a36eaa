using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// Opens files to be read. What is no file, be it that the service's account has put it in the place of one that root reads, is refused: to
/// open a pipe waits for its other end for ever, and to open a device may do anything.
/// </summary>
internal static class RegularFile
{
    // Windows has no such files in folders, and Linux tells them apart.
    private static bool IsTold { get; } = !UnixPermissions.IsWindows && LibC.TryGetOwner("/") is not null;

    /// <summary>Opens a file, without keeping anybody from replacing it meanwhile.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="beforeOpen">Called between the first look and the opening; a test puts something else there.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="DirectoryNotFoundException">There is not even its folder; on Windows only.</exception>
    /// <exception cref="IOException">It is no file, or cannot be opened now.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static FileStream OpenRead(string path, Action? beforeOpen = null)
    {
        if (!IsTold) return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (LibC.IsOther(path)) throw NoFile(path);
        beforeOpen?.Invoke();
        // Whatever has replaced it since the check is opened without waiting, and checked again before it is read.
        return LibC.OpenRead(path) is { } file ? new FileStream(file, FileAccess.Read) : throw NoFile(path);
    }

    private static IOException NoFile(string path) =>
        new($"{path} is a pipe, a socket or a device where a file belongs, and is not opened. Put a file in its place.");
}
