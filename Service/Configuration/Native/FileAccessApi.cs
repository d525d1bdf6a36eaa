using System.Runtime.InteropServices;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Native;

/// <summary>What .NET does not tell of a file without an exception, which would be one each second for each file.</summary>
internal static class FileAccessApi
{
    private const int ERROR_ACCESS_DENIED = 5;
    private const uint INVALID_FILE_ATTRIBUTES = uint.MaxValue;

    /// <summary>Whether the user's rights keep from him even whether the file exists; File.Exists says no then.</summary>
    public static bool IsDenied(string path) => UnixPermissions.IsWindows
        ? GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES && Marshal.GetLastWin32Error() == ERROR_ACCESS_DENIED
        : LibC.IsDenied(path);

    [DllImport("kernel32", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern uint GetFileAttributesW(string fileName);
}
