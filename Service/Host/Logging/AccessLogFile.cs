using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>
/// Writes the lines of the access log to <see cref="FileName"/> in a folder, begins a new file when it is large or a day old, and deletes
/// the oldest ones. A reader may have the file open meanwhile.
/// </summary>
/// <param name="folder">The folder, made where there is none.</param>
/// <param name="maximumBytes">What all files may take together; one of them takes a tenth.</param>
/// <param name="maximumAge">How long a file is kept after its last line.</param>
/// <param name="logger">Is told when nothing can be written, once until something can.</param>
/// <param name="time">The clock of ages and names.</param>
internal sealed class AccessLogFile(string folder, long maximumBytes, TimeSpan maximumAge, ILogger logger, TimeProvider time) : ILineSink
{
    /// <summary>The file that is written.</summary>
    public const string FileName = "access.jsonl";

    private const string OldPrefix = "access-";
    private const string OldSuffix = ".jsonl";
    private const string NameFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int Parts = 10;

    // A file that is seldom written to is closed too, so that it can be collected.
    private static readonly TimeSpan LongestPart = TimeSpan.FromDays(1);

    private readonly string _path = Path.Combine(folder, FileName);
    private FileStream? _file;
    private DateTimeOffset _opened;
    private bool _failed;
    private bool _endsWithLine;

    public int Write(LogLines lines)
    {
        long before = -1;
        try
        {
            FileStream file = Open(lines.Text.Length);
            before = file.Position;
            file.Write(lines.Text.Span);
            file.Flush();
            (_failed, _endsWithLine) = (false, true);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CutBack(before);
            if (!_failed) HostLog.AccessLogNotWritten(logger, _path, e.Message);
            _failed = true;
            return lines.Count;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open(int more)
    {
        DateTimeOffset now = time.GetUtcNow();
        // The age without its sign: a clock that is set back must not keep a part open for longer.
        if (_file is { Position: > 0 } && (_file.Position + more > maximumBytes / Parts || (now - _opened).Duration() >= LongestPart)) Dispose();
        if (_file is not null) return _file;

        MakeFolder();
        bool isEmpty = PutAside(now);
        DeleteOld(now);
        _opened = now;
        var options =
            new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        // Unbuffered, since the lines come in batches already. Others may read, rename and delete the file; on Unix the group may read it.
        _file = new FileStream(_path, options);
        if (isEmpty) return _file;
        if (_file.Position + more > maximumBytes)
            throw new IOException($"it holds {_file.Position} bytes, and another program prevents it from being renamed.");
        // The last line of an earlier run may be incomplete; readers ignore an empty one.
        if (!_endsWithLine) _file.WriteByte((byte)'\n');
        return _file;
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(
            folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    // An earlier run's file too: its last line may be incomplete. False if it stays, since on Windows its readers may prevent it from
    // being renamed: then it grows, and the next turn tries again.
    private bool PutAside(DateTimeOffset now)
    {
        var file = new FileInfo(_path);
        if (!file.Exists || file.Length == 0) return true;
        string old;
        do
        {
            old = Path.Combine(folder, OldPrefix + now.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture) + OldSuffix);
            now += TimeSpan.FromMilliseconds(1);
        }
        while (File.Exists(old));

        try
        {
            file.MoveTo(old);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void DeleteOld(DateTimeOffset now)
    {
        long left = maximumBytes - (maximumBytes / Parts);
        foreach (FileInfo file in new DirectoryInfo(folder).GetFiles(OldPrefix + "*" + OldSuffix).OrderByDescending(f => f.Name, StringComparer.Ordinal))
        {
            string stamp = file.Name[OldPrefix.Length..^OldSuffix.Length];
            // Files that others have put there are not the gateway's to delete.
            if (!DateTimeOffset.TryParseExact(stamp, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset put))
                continue;
            left -= file.Length;
            if (left < 0 || now - put > maximumAge) TryDelete(file);
        }
    }

    // One that somebody has open, or that is protected, is tried again with the next file.
    private static void TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The others are deleted all the same.
        }
    }

    /// <summary>Takes back what was written of lines that are lost, so that a full disk leaves no half line.</summary>
    private void CutBack(long length)
    {
        try
        {
            if (length >= 0) _file?.SetLength(length);
        }
        catch (IOException)
        {
            // The file is put aside when it is opened again.
        }

        _endsWithLine = false;
        Dispose();
    }
}
