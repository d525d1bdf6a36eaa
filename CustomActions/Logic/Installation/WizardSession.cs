namespace OmsGateway.CustomActions.Installation;

/// <summary>Tells the wizard from an installation without it.</summary>
internal static class WizardSession
{
    // INSTALLUILEVEL_FULL.
    private const string WizardUILevel = "5";

    /// <summary>Whether the user sees the wizard's pages.</summary>
    public static bool IsWizard(this IInstallerSession session) => session.GetProperty(PropertyNames.UILevel).Trim() == WizardUILevel;
}
