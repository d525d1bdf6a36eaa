namespace OmsGateway.CustomActions.Machine;

/// <summary>The user whom Windows Installer works for; an immediate action runs as that user.</summary>
internal interface ICaller
{
    /// <summary>
    /// Whether the user belongs to the administrators of this machine, with rights in use or withheld by User Account Control. False
    /// when Windows does not tell.
    /// </summary>
    bool IsAdministrator();
}
