namespace OmsGateway.Configuration.Files;

/// <summary>The steps of replacing a file; a test fails or stops before each to see that nothing but old or new remains.</summary>
internal enum AtomicFileStep
{
    Create,
    Write,
    Flush,
    Replace,
    Done,
}

/// <summary>Replaces a file so that at every moment, even after a crash, a reader finds the old content or the new.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same directory, flushes it to the disk, and puts it in the file's place.</summary>
    /// <param name="path">The file; its directory must exist. A caller that has rivals must hold the <see cref="StoreLock"/>.</param>
    /// <param name="content">The new content.</param>
    /// <param name="before">Called before each step.</param>
    public static void Write(string path, byte[] content, Action<AtomicFileStep>? before = null) =>
        Write(path, stream => stream.Write(content, 0, content.Length), before);

    /// <summary>The same with content that is too much to be in memory at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content.</param>
    /// <param name="before">Called before each step.</param>
    public static void Write(string path, Action<Stream> write, Action<AtomicFileStep>? before = null)
    {
        DeleteLeftovers(path);
        WriteOnly(path, write, before);
    }

    /// <summary>The same in a directory of somebody else's, where nothing but the file itself is touched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content.</param>
    /// <param name="before">Called before each step.</param>
    public static void WriteOnly(string path, Action<Stream> write, Action<AtomicFileStep>? before = null)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            before?.Invoke(AtomicFileStep.Create);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                // Before the content, which others must not see even for a moment.
                UnixPermissions.CopyOrRestrict(path, temporary);
                before?.Invoke(AtomicFileStep.Write);
                write(stream);
                before?.Invoke(AtomicFileStep.Flush);
                stream.Flush(flushToDisk: true);
            }

            before?.Invoke(AtomicFileStep.Replace);
            Replace(temporary, path);
            before?.Invoke(AtomicFileStep.Done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the file the new content is better than none.
            if (!UnixPermissions.IsWindows || File.Exists(path)) TryDelete(temporary);
            throw;
        }
    }

    private static void Replace(string temporary, string path)
    {
        if (UnixPermissions.IsWindows) new WindowsFileReplacement(new FileMoves()).Replace(temporary, path);
        else if (File.Exists(path)) File.Replace(temporary, path, null);
        else File.Move(temporary, path);
    }

    /// <summary>A file's old content, where a replacement on Windows broke off between its two steps and left none in its place.</summary>
    public static string? FindBackup(string path) =>
        File.Exists(path) || Path.GetDirectoryName(path) is not { } directory || !Directory.Exists(directory)
            ? null
            : Directory.GetFiles(directory, Path.GetFileName(path) + ".*" + WindowsFileReplacement.BackupEnding).FirstOrDefault();

    /// <summary>Deletes the files of writers that crashed; where the file itself is gone, they hold all that is left of it.</summary>
    private static void DeleteLeftovers(string path)
    {
        if (UnixPermissions.IsWindows && !File.Exists(path)) return;
        string name = Path.GetFileName(path), directory = Path.GetDirectoryName(path)!;
        foreach (string leftover in Directory.GetFiles(directory, name + ".*.tmp")
            .Concat(Directory.GetFiles(directory, name + ".*" + WindowsFileReplacement.BackupEnding))) TryDelete(leftover);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It harms nobody and the next write tries again.
        }
    }
}
