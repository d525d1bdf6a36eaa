using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Files;

/// <summary>A file that a command makes for a person, in a directory of theirs where nothing else is touched.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes it. One that is there is replaced as a whole and keeps its rights; a new one is for its owner alone on Unix, since what the gateway tells
    /// is not for everybody. What a link leads to is written in its place.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is to be in it.</param>
    /// <exception cref="IOException">The file cannot be written, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, byte[] content)
    {
        path = Path.GetFullPath(path);
        // Not in the place of a link, such as /dev/stdout, of a device or of a pipe.
        if (IsLink(path) || (!UnixPermissions.IsWindows && LibC.IsOther(path))) File.WriteAllBytes(path, content);
        else AtomicFile.WriteAmongRivals(path, content);
    }

    private static bool IsLink(string path)
    {
        const FileAttributes None = (FileAttributes)(-1);
        FileAttributes attributes = new FileInfo(path).Attributes;
        return attributes != None && (attributes & FileAttributes.ReparsePoint) != 0;
    }
}
