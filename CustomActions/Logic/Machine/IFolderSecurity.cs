namespace OmsGateway.CustomActions.Machine;

/// <summary>
/// Owners and access control lists of files and folders. Every member looks at the entry itself and never at what it may link to, and
/// throws <see cref="System.ComponentModel.Win32Exception"/>.
/// </summary>
internal interface IFolderSecurity
{
    /// <summary>The account that setup runs as, which owns what setup makes; as in S-1-5-18.</summary>
    string Account { get; }

    /// <summary>An account's name by its identifier or its abbreviation in a list, as in CONTOSO\bob; null when Windows knows none.</summary>
    string? NameOf(string account);

    /// <summary>Whether the volume of a path keeps owners and lists, as NTFS does and FAT does not.</summary>
    bool AreKept(string path);

    /// <summary>Makes a folder that has this list from its first moment on; false when there is something of that name already.</summary>
    bool Make(string folder, string descriptor);

    /// <summary>Opens a file or folder. As long as it is open, nobody can rename, remove or replace it.</summary>
    IOpenEntry Open(string path);
}

/// <summary>A file or folder that is held open.</summary>
internal interface IOpenEntry : IDisposable
{
    /// <summary>Whether it is a link to another place.</summary>
    bool IsLink { get; }

    /// <summary>The security identifier of its owner.</summary>
    string Owner { get; }

    /// <summary>Its access control list, in the security descriptor language (SDDL).</summary>
    string Read();

    /// <summary>Replaces its access control list; what it holds inherits the new one.</summary>
    void Write(string descriptor);
}
