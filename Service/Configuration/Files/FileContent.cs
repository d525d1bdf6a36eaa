namespace OmsGateway.Configuration.Files;

/// <summary>Reads a configuration file whole, without keeping anybody from replacing it meanwhile.</summary>
internal static class FileContent
{
    /// <summary>Largest file that is read. Real ones hold a few kilobytes; more is a wrong file, and memory is not for it.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>What is wrong with a directory in a file's place, and what to do.</summary>
    public const string IsDirectory = "it is a directory where a file belongs; move it away, or delete it";

    /// <summary>The bytes, or null when the file does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">Largest file that is read, in bytes.</param>
    /// <exception cref="InvalidDataException">The file is larger.</exception>
    /// <exception cref="IOException">The file cannot be read now, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[]? TryRead(string path, int maximum = MaximumBytes)
    {
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            if (stream.Length > maximum)
            {
                throw new InvalidDataException(
                    $"it is larger than {maximum} bytes, so it is hardly a configuration file of the gateway");
            }

            var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            // The file may grow while it is read.
            while (content.Length <= maximum && (read = stream.Read(buffer, 0, buffer.Length)) > 0) content.Write(buffer, 0, read);
            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        // .NET says of a directory too that access is denied.
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new IOException(IsDirectory, e);
        }
    }
}
