using OmsGateway.Configuration.Firewall.Windows;

namespace OmsGateway.CustomActions.Folders;

/// <summary>Where Product/Folders.wxs notes the folder that the product is in and what is installed besides, so that an upgrade finds it.</summary>
internal static class InstalledFolder
{
    /// <summary>The key, in HKEY_LOCAL_MACHINE.</summary>
    public const string Key = RegistryFirewallPort.Key;

    /// <summary>The value's name.</summary>
    public const string Value = "InstallFolder";

    /// <summary>The value with <see cref="Installation.PropertyNames.PolicyTemplates"/>.</summary>
    public const string PolicyTemplates = "PolicyTemplates";
}
