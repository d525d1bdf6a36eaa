using OmsGateway.Configuration;
using OmsGateway.Configuration.Firewall;

namespace OmsGateway.CustomActions.Machine;

/// <summary>The parts of the machine that the actions look at and change.</summary>
internal sealed class MachineParts
{
    public required IProductCatalog Products { get; init; }

    public required IRegistry Registry { get; init; }

    public required IServices Services { get; init; }

    public required IFirewall Firewall { get; init; }

    public required IMicrosoftUpdate MicrosoftUpdate { get; init; }

    public required IFolderSecurity FolderSecurity { get; init; }

    public required IProgramRunner Programs { get; init; }

    public required ICaller Caller { get; init; }

    public required IPorts Ports { get; init; }

    public required IEventLog EventLog { get; init; }

    public required IDisks Disks { get; init; }

    /// <summary>Opens the gateway's configuration in a folder.</summary>
    public Func<string, ConfigurationStore> OpenStore { get; init; } = ConfigurationStore.OpenForSetup;

    /// <summary>Deletes a folder and all in it; what another program has open stays, and is said by an <see cref="IOException"/>.</summary>
    public Action<string> DeleteFolder { get; init; } = path => Directory.Delete(path, recursive: true);
}
