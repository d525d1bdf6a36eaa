using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>Files and folders, in kernel32.</summary>
internal static unsafe class FileApi
{
    // Of winnt.h, winbase.h and fileapi.h; the error is of winerror.h.
    public const nint INVALID_HANDLE_VALUE = -1;
    public const uint READ_CONTROL = 0x20000;
    public const uint WRITE_DAC = 0x40000;
    public const uint FILE_READ_ATTRIBUTES = 0x80;
    public const uint FILE_SHARE_READ = 1;
    public const uint FILE_SHARE_WRITE = 2;
    public const uint OPEN_EXISTING = 3;
    public const uint FILE_FLAG_BACKUP_SEMANTICS = 0x02000000;
    public const uint FILE_FLAG_OPEN_REPARSE_POINT = 0x00200000;
    public const uint FILE_ATTRIBUTE_REPARSE_POINT = 0x400;
    public const uint FILE_PERSISTENT_ACLS = 0x8;
    public const int ERROR_ALREADY_EXISTS = 183;

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    public static extern nint CreateFileW(string path, uint rights, uint share, nint security, uint disposition, uint flags, nint template);

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CreateDirectoryW(string path, SECURITY_ATTRIBUTES* security);

    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool GetFileInformationByHandle(nint file, out BY_HANDLE_FILE_INFORMATION information);

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool GetVolumeInformationW(
        string root, nint name, uint nameSize, nint serial, nint componentLength, out uint flags, nint fileSystem, uint fileSystemSize);

    [DllImport("kernel32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CloseHandle(nint handle);

    [StructLayout(LayoutKind.Sequential)]
    public struct SECURITY_ATTRIBUTES
    {
        public int Length;
        public nint Descriptor;
        public int InheritHandle;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct BY_HANDLE_FILE_INFORMATION
    {
        public uint FileAttributes;
        // Times, volume, size, number of links and index: 48 bytes that nothing here reads.
        private fixed uint _others[12];
    }
}
