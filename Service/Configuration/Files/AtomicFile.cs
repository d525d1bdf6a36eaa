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
    // A reader without FILE_SHARE_DELETE, such as a virus scanner, blocks the replacement for a moment.
    private const int ReplaceAttempts = 20;
    private const int ReplacePauseMilliseconds = 50;

    /// <summary>Writes a temporary file in the same directory, flushes it to the disk, and puts it in the file's place.</summary>
    /// <param name="path">The file; its directory must exist. A caller that has rivals must hold the <see cref="StoreLock"/>.</param>
    /// <param name="content">The new content.</param>
    /// <param name="before">Called before each step.</param>
    public static void Write(string path, byte[] content, Action<AtomicFileStep>? before = null)
    {
        DeleteLeftovers(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            before?.Invoke(AtomicFileStep.Create);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                // Before the content, which others must not see even for a moment.
                UnixPermissions.CopyOrRestrict(path, temporary);
                before?.Invoke(AtomicFileStep.Write);
                stream.Write(content, 0, content.Length);
                before?.Invoke(AtomicFileStep.Flush);
                stream.Flush(flushToDisk: true);
            }

            before?.Invoke(AtomicFileStep.Replace);
            Replace(temporary, path);
            before?.Invoke(AtomicFileStep.Done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void Replace(string temporary, string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                // Replace keeps the access control list that the installer gave the file.
                if (File.Exists(path)) File.Replace(temporary, path, null);
                else File.Move(temporary, path);
                return;
            }
            catch (Exception e) when (attempt < ReplaceAttempts && UnixPermissions.IsWindows
                                      && e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(ReplacePauseMilliseconds);
            }
        }
    }

    /// <summary>Deletes the temporary files of writers that crashed.</summary>
    private static void DeleteLeftovers(string path)
    {
        foreach (string leftover in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*.tmp"))
            TryDelete(leftover);
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
