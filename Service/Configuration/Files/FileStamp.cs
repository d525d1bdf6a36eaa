using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Files;

/// <summary>What tells cheaply that a file may have changed.</summary>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    // Longer than the coarsest time stamp of a file system (FAT: 2 s): a second change within it might show the same time.
    private static readonly TimeSpan Uncertainty = TimeSpan.FromSeconds(3);

    /// <summary>The stamp of a file that does not exist.</summary>
    public static FileStamp Absent { get; } = new(-1, DateTime.MinValue);

    /// <summary>The stamp of a file that cannot be asked whether it exists: it is never taken for absent.</summary>
    public static FileStamp Denied { get; } = new(-3, DateTime.MinValue);

    /// <summary>Whether the file was written so recently that another write could go unseen.</summary>
    public bool IsUncertain => Length >= 0 && DateTime.UtcNow - Written < Uncertainty;

    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists) return new FileStamp(file.Length, file.LastWriteTimeUtc);
            // A directory in the file's place: reading it will say so.
            if (Directory.Exists(path)) return new FileStamp(-2, DateTime.MinValue);
            return FileAccessApi.IsDenied(path) ? Denied : Absent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Denied;
        }
    }
}
