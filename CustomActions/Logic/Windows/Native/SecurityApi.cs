using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>Security descriptors, in advapi32.</summary>
internal static class SecurityApi
{
    // Of accctrl.h, winnt.h and sddl.h.
    public const int SE_FILE_OBJECT = 1;
    public const uint OWNER_SECURITY_INFORMATION = 0x1;
    public const uint DACL_SECURITY_INFORMATION = 0x4;
    public const uint PROTECTED_DACL_SECURITY_INFORMATION = 0x80000000;
    public const uint UNPROTECTED_DACL_SECURITY_INFORMATION = 0x20000000;
    public const uint SDDL_REVISION_1 = 1;

    [DllImport("advapi32", ExactSpelling = true)]
    public static extern uint GetSecurityInfo(
        nint handle, int type, uint information, out nint owner, nint group, nint dacl, nint sacl, out nint descriptor);

    [DllImport("advapi32", ExactSpelling = true)]
    public static extern uint SetSecurityInfo(nint handle, int type, uint information, nint owner, nint group, nint dacl, nint sacl);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ConvertSecurityDescriptorToStringSecurityDescriptorW(
        nint descriptor, uint revision, uint information, out nint text, nint length);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ConvertStringSecurityDescriptorToSecurityDescriptorW(
        string text, uint revision, out nint descriptor, nint size);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ConvertSidToStringSidW(nint sid, out nint text);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ConvertStringSidToSidW(string text, out nint sid);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern unsafe bool LookupAccountSidW(
        string? system, nint sid, char* name, ref uint nameLength, char* domain, ref uint domainLength, out int use);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool GetSecurityDescriptorDacl(
        nint descriptor, [MarshalAs(UnmanagedType.Bool)] out bool isPresent, out nint dacl, [MarshalAs(UnmanagedType.Bool)] out bool isDefault);

    [DllImport("kernel32", ExactSpelling = true)]
    public static extern nint LocalFree(nint memory);
}
