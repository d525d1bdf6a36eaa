namespace OmsGateway.CustomActions.Machine;

/// <summary>Owners and access control lists of files and folders.</summary>
internal interface IFolderSecurity
{
    /// <summary>The security identifier of a file's or folder's owner, as in S-1-5-18.</summary>
    string Owner(string path);

    /// <summary>The folder's access control list, in the security descriptor language (SDDL).</summary>
    string Read(string folder);

    /// <summary>Replaces the folder's access control list; what it holds inherits the new one.</summary>
    void Write(string folder, string descriptor);
}
