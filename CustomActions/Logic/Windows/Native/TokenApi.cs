using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>Access tokens, in advapi32.</summary>
internal static unsafe class TokenApi
{
    // Of winnt.h.
    public const uint TOKEN_DUPLICATE = 0x2;
    public const uint TOKEN_QUERY = 0x8;
    public const int TokenUser = 1;
    public const int TokenElevationType = 18;
    public const int TokenElevationTypeLimited = 3;
    public const int TokenLinkedToken = 19;
    public const int SecurityIdentification = 1;
    public const int WinBuiltinAdministratorsSid = 26;
    public const int SECURITY_MAX_SID_SIZE = 68;

    [DllImport("kernel32", ExactSpelling = true)]
    public static extern nint GetCurrentThread();

    [DllImport("kernel32", ExactSpelling = true)]
    public static extern nint GetCurrentProcess();

    [DllImport("kernel32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CloseHandle(nint handle);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool OpenThreadToken(nint thread, uint rights, [MarshalAs(UnmanagedType.Bool)] bool asProcess, out nint token);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool OpenProcessToken(nint process, uint rights, out nint token);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool GetTokenInformation(nint token, int kind, void* information, int size, out int needed);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool DuplicateToken(nint token, int level, out nint duplicate);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CreateWellKnownSid(int kind, nint domain, byte[] sid, ref int size);

    [DllImport("advapi32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CheckTokenMembership(nint token, byte[] sid, [MarshalAs(UnmanagedType.Bool)] out bool isMember);
}
