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

    /// <summary>The same where several may write at once and the last one wins; what a crash has left stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The new content.</param>
    public static void WriteAmongRivals(string path, byte[] content) => Put(path, stream => stream.Write(content, 0, content.Length), null);

    /// <summary>The same with content that is too much to be in memory at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content.</param>
    /// <param name="before">Called before each step.</param>
    public static void Write(string path, Action<Stream> write, Action<AtomicFileStep>? before = null)
    {
        DeleteLeftovers(path);
        Put(path, write, before);
    }

    private static void Put(string path, Action<Stream> write, Action<AtomicFileStep>? before)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            before?.Invoke(AtomicFileStep.Create);
            // CreateNew is O_EXCL on Unix, which follows no link that somebody may have put there (open(2)).
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                // Before the content, which others must not see even for a moment.
                UnixPermissions.CopyOrRestrict(path, temporary);
                before?.Invoke(AtomicFileStep.Write);
                write(stream);
                before?.Invoke(AtomicFileStep.Flush);
                // Before the rename: after a crash the name could otherwise be the new file's and its content not be on the disk (fsync(2)).
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
        // Here that is rename(2), and wants a file to replace; a File.Move that overwrites is not in netstandard2.0.
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
        // On Windows a replacement that broke off leaves the old content in one of them alone (FindBackup).
        if (UnixPermissions.IsWindows && !File.Exists(path)) return;
        string name = Path.GetFileName(path);
        foreach (string leftover in Directory.GetFiles(Path.GetDirectoryName(path)!).Where(file => IsLeftover(Path.GetFileName(file), name)))
            TryDelete(leftover);
    }

    // By the whole of their names, which are compared as they are: others may keep files beside this one, and its name may hold a wildcard.
    private static bool IsLeftover(string file, string name)
    {
        const int Length = 32;
        string? ending = new[] { ".tmp", WindowsFileReplacement.BackupEnding }.FirstOrDefault(e => file.EndsWith(e, StringComparison.Ordinal));
        return ending is not null && file.Length == name.Length + 1 + Length + ending.Length && file.StartsWith(name + ".", StringComparison.Ordinal)
            && Guid.TryParseExact(file.Substring(name.Length + 1, Length), "N", out _);
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
