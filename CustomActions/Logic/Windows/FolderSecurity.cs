using System.ComponentModel;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Access control lists by the functions of advapi32, which pass them on to what the folder holds.</summary>
internal sealed class FolderSecurity : IFolderSecurity
{
    public string Read(string folder)
    {
        Check(SecurityApi.GetNamedSecurityInfoW(
            folder, SecurityApi.SE_FILE_OBJECT, SecurityApi.DACL_SECURITY_INFORMATION, 0, 0, 0, 0, out nint descriptor));
        try
        {
            bool isText = SecurityApi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, SecurityApi.SDDL_REVISION_1, SecurityApi.DACL_SECURITY_INFORMATION, out nint text, 0);
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

    private static void Check(uint error)
    {
        if (error != 0) throw new Win32Exception((int)error);
    }
}
