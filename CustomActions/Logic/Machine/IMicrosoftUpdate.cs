namespace OmsGateway.CustomActions.Machine;

/// <summary>Microsoft Update: updates of further Microsoft products besides those of Windows.</summary>
internal interface IMicrosoftUpdate
{
    /// <summary>Whether it is on; null where Windows Update cannot be asked.</summary>
    bool? IsEnabled();

    /// <summary>Turns it on.</summary>
    void Enable();

    /// <summary>Turns it off.</summary>
    void Disable();
}
