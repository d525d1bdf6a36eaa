using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Settings;

/// <summary>Where the gateway's configuration is. It is not for the user to choose: the service looks nowhere else.</summary>
internal static class ConfigurationFolder
{
    /// <summary>Its key in an action's data.</summary>
    public const string Key = "Directory";

    private const string Name = "OMS Gateway";

    public static string Of(IInstallerSession session) => Path.Combine(session.GetProperty(PropertyNames.ProgramData), Name);
}
