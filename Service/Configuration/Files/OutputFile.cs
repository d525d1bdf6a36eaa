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
    /// <exception cref="ConfigurationException">The file was not written; the message says why, and what to do.</exception>
    public static void Write(string path, byte[] content)
    {
        path = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(path)) throw new IOException("it is a directory. Name a file in it.");
            string folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder)) throw new IOException($"the folder {folder} does not exist. Make it, or name a file in another one.");
            // A link such as /dev/stdout, a device or a pipe is written into and not replaced.
            if (IsLink(path) || (!UnixPermissions.IsWindows && LibC.IsOther(path))) WriteInto(path, content);
            else AtomicFile.WriteAmongRivals(path, content);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConfigurationException($"{path} was not written: this user has no right to write there. Name a file in a folder of your own.", e);
        }
        catch (IOException e)
        {
            throw new ConfigurationException($"{path} was not written: {e.Message}", e);
        }
    }

    // A file that a link leads to and that does not exist is not made: anyone who can make links here would choose its place.
    private static void WriteInto(string path, byte[] content)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Truncate, FileAccess.Write);
            file.Write(content, 0, content.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("it is a link to a file that does not exist. Delete the link, or name another file.", e);
        }
    }

    private static bool IsLink(string path)
    {
        // What FileInfo.Attributes has for what does not exist; a link that leads nowhere has its own.
        const FileAttributes None = (FileAttributes)(-1);
        FileAttributes attributes = new FileInfo(path).Attributes;
        return attributes != None && (attributes & FileAttributes.ReparsePoint) != 0;
    }
}
