using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Agents;

/// <summary>The presets that PRESETS may name: the shipped ones, and the administrator's own where there are some already.</summary>
internal static class KnownPresets
{
    /// <summary>All of them; only the shipped ones where the others may not be read or are wrong, which the log says.</summary>
    public static IReadOnlyList<EndpointPreset> Of(IInstallerSession session, MachineParts machine) =>
        Of(session, new GatewayAdministration(machine.OpenStore(ConfigurationFolder.Of(session))));

    /// <inheritdoc cref="Of(IInstallerSession, MachineParts)"/>
    public static IReadOnlyList<EndpointPreset> Of(IInstallerSession session, GatewayAdministration administration)
    {
        try
        {
            return administration.Presets.All;
        }
        catch (ConfigurationException e)
        {
            session.Log($"Presets of your own are not known: {e.Message}");
            return EndpointPresets.All;
        }
    }
}
