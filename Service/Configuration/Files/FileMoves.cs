using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Files;

/// <summary>Windows' own functions, of which .NET's File.Replace hides the error code.</summary>
internal sealed class FileMoves : IFileMoves
{
    private const int PauseMilliseconds = 50;
    // Returns only once the move is on the disk (MoveFileExW).
    private const uint MOVEFILE_WRITE_THROUGH = 8;

    public bool Exists(string path) => File.Exists(path);

    public int Replace(string path, string replacement, string backup) =>
        ReplaceFileW(path, replacement, backup, 0, IntPtr.Zero, IntPtr.Zero) ? 0 : Marshal.GetLastWin32Error();

    public int Move(string from, string to) => MoveFileExW(from, to, MOVEFILE_WRITE_THROUGH) ? 0 : Marshal.GetLastWin32Error();

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next write tries again.
        }
    }

    public void Pause() => Thread.Sleep(PauseMilliseconds);

    [DllImport("kernel32", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ReplaceFileW(
        string replaced, string replacement, string backup, uint flags, IntPtr exclude, IntPtr reserved);

    [DllImport("kernel32", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileExW(string from, string to, uint flags);
}
