using System.ComponentModel;
using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Owners and access control lists by the functions of advapi32.</summary>
internal sealed class FolderSecurity : IFolderSecurity
{
    // More than an account's or a domain's name has (UNLEN is 256, a virtual account's name shorter still).
    private const int MaximumNameLength = 512;

    public string Account { get; } = TokenUser.Read();

    public unsafe string? NameOf(string account)
    {
        if (!SecurityApi.ConvertStringSidToSidW(account, out nint sid)) return null;
        try
        {
            char* name = stackalloc char[MaximumNameLength], domain = stackalloc char[MaximumNameLength];
            uint nameLength = MaximumNameLength, domainLength = MaximumNameLength;
            if (!SecurityApi.LookupAccountSidW(null, sid, name, ref nameLength, domain, ref domainLength, out _)) return null;
            return domainLength == 0 ? new string(name) : $@"{new string(domain)}\{new string(name)}";
        }
        finally
        {
            SecurityApi.LocalFree(sid);
        }
    }

    public bool AreKept(string path) =>
        FileApi.GetVolumeInformationW(path, 0, 0, 0, 0, out uint flags, 0, 0) && (flags & FileApi.FILE_PERSISTENT_ACLS) != 0;

    public unsafe bool Make(string folder, string descriptor)
    {
        nint binary = SecurityDescriptors.Parse(descriptor);
        try
        {
            var attributes = new FileApi.SECURITY_ATTRIBUTES { Length = sizeof(FileApi.SECURITY_ATTRIBUTES), Descriptor = binary };
            if (FileApi.CreateDirectoryW(folder, &attributes)) return true;
            int error = Marshal.GetLastWin32Error();
            return error == FileApi.ERROR_ALREADY_EXISTS ? false : throw new Win32Exception(error);
        }
        finally
        {
            SecurityApi.LocalFree(binary);
        }
    }

    public IOpenEntry Open(string path)
    {
        // Without FILE_SHARE_DELETE, so that it stays where it is.
        // A folder opens with FILE_FLAG_BACKUP_SEMANTICS only, and a link itself, not what it leads to, with FILE_FLAG_OPEN_REPARSE_POINT
        // (Microsoft, "CreateFileW function").
        nint handle = FileApi.CreateFileW(
            path, FileApi.READ_CONTROL | FileApi.FILE_READ_ATTRIBUTES | FileApi.WRITE_DAC, FileApi.FILE_SHARE_READ | FileApi.FILE_SHARE_WRITE, 0,
            FileApi.OPEN_EXISTING, FileApi.FILE_FLAG_BACKUP_SEMANTICS | FileApi.FILE_FLAG_OPEN_REPARSE_POINT, 0);
        if (handle != FileApi.INVALID_HANDLE_VALUE) return new OpenEntry(handle);
        // Somebody who only reads may have no right to change the list.
        handle = FileApi.CreateFileW(
            path, FileApi.READ_CONTROL | FileApi.FILE_READ_ATTRIBUTES, FileApi.FILE_SHARE_READ | FileApi.FILE_SHARE_WRITE, 0,
            FileApi.OPEN_EXISTING, FileApi.FILE_FLAG_BACKUP_SEMANTICS | FileApi.FILE_FLAG_OPEN_REPARSE_POINT, 0);
        return handle != FileApi.INVALID_HANDLE_VALUE ? new OpenEntry(handle) : throw new Win32Exception();
    }

    private sealed class OpenEntry(nint handle) : IOpenEntry
    {
        public bool IsLink => FileApi.GetFileInformationByHandle(handle, out FileApi.BY_HANDLE_FILE_INFORMATION information)
            ? (information.FileAttributes & FileApi.FILE_ATTRIBUTE_REPARSE_POINT) != 0 : throw new Win32Exception();

        public string Owner
        {
            get
            {
                Check(SecurityApi.GetSecurityInfo(
                    handle, SecurityApi.SE_FILE_OBJECT, SecurityApi.OWNER_SECURITY_INFORMATION, out nint owner, 0, 0, 0, out nint descriptor));
                try
                {
                    return SecurityDescriptors.FormatSid(owner);
                }
                finally
                {
                    SecurityApi.LocalFree(descriptor);
                }
            }
        }

        public string Read()
        {
            Check(SecurityApi.GetSecurityInfo(
                handle, SecurityApi.SE_FILE_OBJECT, SecurityApi.DACL_SECURITY_INFORMATION, out _, 0, 0, 0, out nint descriptor));
            try
            {
                return SecurityDescriptors.Format(descriptor);
            }
            finally
            {
                SecurityApi.LocalFree(descriptor);
            }
        }

        public void Write(string descriptor)
        {
            nint binary = SecurityDescriptors.Parse(descriptor);
            try
            {
                if (!SecurityApi.GetSecurityDescriptorDacl(binary, out _, out nint list, out _)) throw new Win32Exception();
                // SetSecurityInfo is given the list alone, and so needs to be told whether it is protected from inheritance.
                bool isProtected = descriptor.StartsWith("D:P", StringComparison.Ordinal);
                uint inheritance = isProtected
                    ? SecurityApi.PROTECTED_DACL_SECURITY_INFORMATION : SecurityApi.UNPROTECTED_DACL_SECURITY_INFORMATION;
                // By the handle, which no exchange of folders leads elsewhere.
                Check(SecurityApi.SetSecurityInfo(
                    handle, SecurityApi.SE_FILE_OBJECT, SecurityApi.DACL_SECURITY_INFORMATION | inheritance, 0, 0, list, 0));
            }
            finally
            {
                SecurityApi.LocalFree(binary);
            }
        }

        public void Dispose() => FileApi.CloseHandle(handle);

        private static void Check(uint error)
        {
            if (error != 0) throw new Win32Exception((int)error);
        }
    }
}
