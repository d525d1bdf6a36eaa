using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmsGateway.Configuration.Native;

/// <summary>File modes and owners on Unix, for which netstandard2.0 has nothing.</summary>
internal static class LibC
{
    private const int AT_FDCWD = -100;
    private const int AT_EMPTY_PATH = 0x1000;
    private const int EPERM = 1;
    private const int ENOENT = 2;
    private const int EWOULDBLOCK = 11;
    private const int EACCES = 13;
    private const int ENOTDIR = 20;

    // These have the same values on every architecture that .NET runs on.
    private const int O_RDONLY = 0;
    private const int O_NONBLOCK = 0x800;
    private const int O_CLOEXEC = 0x80000;
    private const int F_SETFL = 4;
    private const int LOCK_SH = 1;
    private const int LOCK_NB = 4;

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
        // glibc has had statx since 2.28 (statx(2)); other libraries may lack it.
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

    /// <summary>Opens a file to be read, without waiting; null for what is neither a file nor a directory.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    /// <exception cref="IOException">It cannot be opened now, or is locked.</exception>
    public static SafeFileHandle? OpenRead(string path)
    {
        // With O_NONBLOCK a pipe is opened for reading without a wait for its writer (fifo(7)).
        var file = new SafeFileHandle((IntPtr)open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), ownsHandle: true);
        int error = file.IsInvalid ? Marshal.GetLastWin32Error() : 0;
        uint kind = 0;
        if (error == 0 && statx((int)file.DangerousGetHandle(), "", AT_EMPTY_PATH, STATX_BASIC_STATS, out StatX stat) == 0) kind = stat.Mode & S_IFMT;
        if (kind == S_IFREG && (error = Prepare((int)file.DangerousGetHandle())) == 0) return file;
        file.Dispose();
        return error switch
        {
            0 when kind != S_IFDIR => null,
            0 => throw new UnauthorizedAccessException($"{path} is a directory."),
            ENOENT or ENOTDIR => throw new FileNotFoundException($"{path} does not exist.", path),
            EACCES or EPERM => throw new UnauthorizedAccessException($"Access to {path} is denied."),
            EWOULDBLOCK => throw new IOException($"{path} is locked by another program."),
            _ => throw new IOException($"{path} cannot be opened: {new Win32Exception(error).Message}."),
        };
    }

    /// <summary>Makes an open file as .NET would have opened it, or says why not as an errno.</summary>
    private static int Prepare(int file)
    {
        // Who writes it may have locked it (flock(2)), as .NET does; where there are no locks, there are none to heed.
        if (flock(file, LOCK_SH | LOCK_NB) != 0 && Marshal.GetLastWin32Error() == EWOULDBLOCK) return EWOULDBLOCK;
        // On a file O_NONBLOCK has no effect (open(2)), but .NET would take it for one that is read asynchronously.
        return fcntl(file, F_SETFL, O_RDONLY) == 0 ? 0 : Marshal.GetLastWin32Error();
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
    private static extern int open([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int file, int command, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(int file, int operation);

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
