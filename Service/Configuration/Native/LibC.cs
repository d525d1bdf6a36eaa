using System.Runtime.InteropServices;

namespace OmsGateway.Configuration.Native;

/// <summary>File modes and owners on Unix, for which netstandard2.0 has nothing.</summary>
internal static class LibC
{
    private const int AT_FDCWD = -100;
    private const int EACCES = 13;
    private const uint STATX_BASIC_STATS = 0x7FF;
    private const uint S_IFMT = 0xF000;
    private const uint S_IFREG = 0x8000;
    private const uint S_IFDIR = 0x4000;

    /// <summary>Who owns a file and what its mode bits are.</summary>
    internal readonly record struct FileOwner(uint User, uint Group, uint Mode);

    public static void Chmod(string path, uint mode)
    {
        if (chmod(path, mode) != 0)
            throw new IOException($"The access mode of {path} cannot be set (errno {Marshal.GetLastWin32Error()}).");
    }

    public static bool Chown(string path, uint user, uint group) => chown(path, user, group) == 0;

    /// <summary>Owner and mode, or null when the file does not exist or the system has no statx (Linux 4.11).</summary>
    public static FileOwner? TryGetOwner(string path)
    {
        try
        {
            return statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, out StatX stat) == 0
                ? new FileOwner(stat.User, stat.Group, stat.Mode & 0xFFFu)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether there is something under that name that is neither a file nor a directory: a device, a pipe or a socket.</summary>
    public static bool IsOther(string path)
    {
        try
        {
            return statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, out StatX stat) == 0 && (stat.Mode & S_IFMT) is not (S_IFREG or S_IFDIR);
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether a directory on the way to the file keeps the user out (EACCES).</summary>
    public static bool IsDenied(string path)
    {
        try
        {
            return statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, out _) != 0 && Marshal.GetLastWin32Error() == EACCES;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int chown([MarshalAs(UnmanagedType.LPStr)] string path, uint owner, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int directory, [MarshalAs(UnmanagedType.LPStr)] string path, int flags, uint mask, out StatX stat);

    // struct statx of linux/stat.h, whose layout unlike struct stat's is the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
