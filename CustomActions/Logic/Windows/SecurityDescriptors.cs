using System.ComponentModel;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Security descriptors and identifiers as text.</summary>
internal static class SecurityDescriptors
{
    /// <summary>A descriptor in memory, which the caller gives back by LocalFree.</summary>
    public static nint Parse(string text) =>
        SecurityApi.ConvertStringSecurityDescriptorToSecurityDescriptorW(text, SecurityApi.SDDL_REVISION_1, out nint descriptor, 0)
            ? descriptor : throw new Win32Exception();

    /// <summary>The access control list of a descriptor.</summary>
    public static string Format(nint descriptor) => TakeText(
        SecurityApi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor, SecurityApi.SDDL_REVISION_1, SecurityApi.DACL_SECURITY_INFORMATION, out nint text, 0), text);

    public static string FormatSid(nint sid) => TakeText(SecurityApi.ConvertSidToStringSidW(sid, out nint text), text);

    private static string TakeText(bool isText, nint text)
    {
        if (!isText) throw new Win32Exception();
        try
        {
            return Marshal.PtrToStringUni(text)!;
        }
        finally
        {
            SecurityApi.LocalFree(text);
        }
    }
}
