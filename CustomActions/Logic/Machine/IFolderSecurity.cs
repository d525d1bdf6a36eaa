namespace OmsGateway.CustomActions.Machine;

/// <summary>Access control lists of folders, in the security descriptor language (SDDL).</summary>
internal interface IFolderSecurity
{
    /// <summary>The folder's access control list.</summary>
    string Read(string folder);

    /// <summary>Replaces the folder's access control list; what it holds inherits the new one.</summary>
    void Write(string folder, string descriptor);
}
