using System.ComponentModel;

namespace OmsGateway.Configuration.Files;

/// <summary>
/// Puts a new file into an old one's place on Windows. ReplaceFileW keeps the access control list, but is two renames, between which a
/// virus scanner or an editor can get: it then leaves no file of that name (errors 1176 and 1177, Microsoft's page on ReplaceFileW). The
/// old one is put back and the replacement tried again, for a few seconds at most.
/// </summary>
internal sealed class WindowsFileReplacement(IFileMoves moves)
{
    /// <summary>What the name of the old file ends in meanwhile.</summary>
    public const string BackupEnding = ".bak";

    /// <summary>Attempts, with a <see cref="IFileMoves.Pause"/> after each: some seconds, longer than a scan of so small a file.</summary>
    public const int Attempts = 60;

    private const int ERROR_ACCESS_DENIED = 5;
    private const int ERROR_SHARING_VIOLATION = 32;
    private const int ERROR_LOCK_VIOLATION = 33;
    private const int ERROR_ALREADY_EXISTS = 183;
    private const int ERROR_USER_MAPPED_FILE = 1224;
    private const int ERROR_UNABLE_TO_REMOVE_REPLACED = 1175;
    private const int ERROR_UNABLE_TO_MOVE_REPLACEMENT = 1176;
    private const int ERROR_UNABLE_TO_MOVE_REPLACEMENT_2 = 1177;

    /// <summary>Replaces the file, or puts the new one there if there is none.</summary>
    /// <exception cref="UnauthorizedAccessException">The user may not.</exception>
    /// <exception cref="IOException">Another program held it to the end. If the old file could not be put back either, the message names both.</exception>
    public void Replace(string temporary, string path)
    {
        string backup = $"{path}.{Guid.NewGuid():N}{BackupEnding}";
        int error = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0) moves.Pause();
            error = TryReplace(temporary, path, backup);
            if (error == 0)
            {
                moves.Delete(backup);
                return;
            }

            if (!IsPassing(error)) break;
        }

        // Whatever has happened to the old file: the new content is better than none.
        if (!moves.Exists(path) && moves.Move(temporary, path) == 0) return;
        throw Failure(error, temporary, path, backup);
    }

    private int TryReplace(string temporary, string path, string backup)
    {
        // The old file first, so that its access control list is not lost.
        if (!moves.Exists(path) && moves.Exists(backup) && moves.Move(backup, path) is not 0 and int held) return held;
        if (!moves.Exists(path)) return moves.Move(temporary, path);
        int error = moves.Replace(path, temporary, backup);
        // ERROR_UNABLE_TO_MOVE_REPLACEMENT_2 leaves the old file under the backup's name (ReplaceFileW).
        if (error != 0 && !moves.Exists(path) && moves.Exists(backup)) moves.Move(backup, path);
        return error;
    }

    // Denied access among them: a file whose deletion is pending answers so (STATUS_DELETE_PENDING).
    private static bool IsPassing(int error) => error is ERROR_ACCESS_DENIED or ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION
        or ERROR_ALREADY_EXISTS or ERROR_USER_MAPPED_FILE
        or ERROR_UNABLE_TO_REMOVE_REPLACED or ERROR_UNABLE_TO_MOVE_REPLACEMENT or ERROR_UNABLE_TO_MOVE_REPLACEMENT_2;

    private Exception Failure(int error, string temporary, string path, string backup)
    {
        string reason = new Win32Exception(error).Message;
        if (!moves.Exists(path))
            return new IOException($"{path} is gone: its old content is in {backup}, the new one in {temporary}; rename one of them ({reason})");
        return error == ERROR_ACCESS_DENIED
            ? new UnauthorizedAccessException($"Access to {path} was denied.")
            : new IOException($"{path} is held by another program, such as an editor or a virus scanner ({reason})");
    }
}
