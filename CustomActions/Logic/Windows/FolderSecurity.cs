using System.ComponentModel;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Owners and access control lists by the functions of advapi32, which pass a list on to what the folder holds.</summary>
internal sealed class FolderSecurity : IFolderSecurity
{
    public string Owner(string path)
    {
        Check(SecurityApi.GetNamedSecurityInfoW(
            path, SecurityApi.SE_FILE_OBJECT, SecurityApi.OWNER_SECURITY_INFORMATION, out nint owner, 0, 0, 0, out nint descriptor));
        try
        {
            return TakeText(SecurityApi.ConvertSidToStringSidW(owner, out nint text), text);
        }
        finally
        {
            SecurityApi.LocalFree(descriptor);
        }
    }

    public string Read(string folder)
    {
        Check(SecurityApi.GetNamedSecurityInfoW(
            folder, SecurityApi.SE_FILE_OBJECT, SecurityApi.DACL_SECURITY_INFORMATION, out _, 0, 0, 0, out nint descriptor));
        try
        {
            bool isText = SecurityApi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, SecurityApi.SDDL_REVISION_1, SecurityApi.DACL_SECURITY_INFORMATION, out nint text, 0);
            return TakeText(isText, text);
        }
        finally
        {
            SecurityApi.LocalFree(descriptor);
        }
    }

    public void Write(string folder, string descriptor)
    {
        if (!SecurityApi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            descriptor, SecurityApi.SDDL_REVISION_1, out nint binary, 0))
        {
            throw new Win32Exception();
        }

        try
        {
            if (!SecurityApi.GetSecurityDescriptorDacl(binary, out _, out nint list, out _)) throw new Win32Exception();
            bool isProtected = descriptor.StartsWith("D:P", StringComparison.Ordinal);
            uint inheritance = isProtected
                ? SecurityApi.PROTECTED_DACL_SECURITY_INFORMATION : SecurityApi.UNPROTECTED_DACL_SECURITY_INFORMATION;
            Check(SecurityApi.SetNamedSecurityInfoW(
                folder, SecurityApi.SE_FILE_OBJECT, SecurityApi.DACL_SECURITY_INFORMATION | inheritance, 0, 0, list, 0));
        }
        finally
        {
            SecurityApi.LocalFree(binary);
        }
    }

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

    private static void Check(uint error)
    {
        if (error != 0) throw new Win32Exception((int)error);
    }
}
