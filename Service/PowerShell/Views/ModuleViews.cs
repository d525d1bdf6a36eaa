using System.Management.Automation;
using System.Management.Automation.Runspaces;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.ClientCertificates;
using OmsGateway.PowerShell.Diagnostics;
using OmsGateway.PowerShell.Groups;
using OmsGateway.PowerShell.Inventory;
using OmsGateway.PowerShell.Presets;
using OmsGateway.PowerShell.RelayProxy;
using OmsGateway.PowerShell.Settings;

namespace OmsGateway.PowerShell.Views;

/// <summary>
/// Gives PowerShell the views of the module's types when it is imported. Not by a .ps1xml file: where the execution policy is
/// Restricted, as on Windows clients, an unsigned one is not loaded. A type without a view of its own would not do either: the first
/// object of a pipeline then decides on the columns, and what follows of other types is printed as blank rows.
/// </summary>
public sealed class ModuleViews : IModuleAssemblyInitializer
{
    // Together no wider than 79 columns: of a console's 80 PowerShell leaves the last one free.
    private static readonly ExtendedTypeDefinition[] All =
    [
        View.Table<GatewaySetting>((nameof(GatewaySetting.Name), 26), (nameof(GatewaySetting.Value), 28), (nameof(GatewaySetting.IsDefault), 9),
            (nameof(GatewaySetting.IsSetByPolicy), 13)),
        View.Table<GatewayRelayProxy>(
            (nameof(GatewayRelayProxy.Address), 40), (nameof(GatewayRelayProxy.UserName), 26), (nameof(GatewayRelayProxy.HasPassword), 11)),
        View.Table<AllowedHostEntry>((nameof(AllowedHostEntry.Host), 54), (nameof(AllowedHostEntry.Source), 0)),
        View.Table<ClientCertificateEntry>((nameof(ClientCertificateEntry.Subject), 54), (nameof(ClientCertificateEntry.Source), 0)),
        View.Table<GatewayGroup>((nameof(GatewayGroup.Group), 16), (nameof(GatewayGroup.HostPolicy), 10), (nameof(GatewayGroup.Clients), 0)),
        View.Table<DeniedHostSummary>((nameof(DeniedHostSummary.Host), 32), (nameof(DeniedHostSummary.Count), 6),
            (nameof(DeniedHostSummary.Last), 22), (nameof(DeniedHostSummary.Client), 0)),
        View.Table<GatewayClient>((nameof(GatewayClient.Address), 24), (nameof(GatewayClient.Group), 12), (nameof(GatewayClient.LastSeen), 22),
            (nameof(GatewayClient.Tunnels), 8), (nameof(GatewayClient.Name), 0)),
        View.Table<GatewayHostUsage>((nameof(GatewayHostUsage.Host), 46), (nameof(GatewayHostUsage.LastUsed), 22), (nameof(GatewayHostUsage.Tunnels), 0)),
        View.Table<GatewayPreset>((nameof(GatewayPreset.Preset), 24), (nameof(GatewayPreset.Cloud), 10), (nameof(GatewayPreset.Needs), 0)),
        View.Table<GatewayPresetDifference>((nameof(GatewayPresetDifference.Preset), 24), (nameof(GatewayPresetDifference.Cloud), 10),
            (nameof(GatewayPresetDifference.New), 0)),
        View.List<GatewayPresetHost>(),
        View.Table<ConfigFinding>((nameof(ConfigFinding.Severity), 8), (nameof(ConfigFinding.Line), 4), (nameof(ConfigFinding.Setting), 24),
            (nameof(ConfigFinding.Message), 0)),
        View.Table<ConfigDifference>((nameof(ConfigDifference.Name), 26), (nameof(ConfigDifference.Before), 24), (nameof(ConfigDifference.After), 0)),
        View.List<ConfigTest>(nameof(ConfigTest.IsValid), nameof(ConfigTest.Explanation)),
        View.List<HostTest>(),
        View.List<ServiceStatus>(),
    ];

    /// <inheritdoc/>
    public void OnImport()
    {
        try
        {
            if (Runspace.DefaultRunspace is not { InitialSessionState: { } state } || state.Formats[All[0].TypeName].Count > 0) return;
            state.Formats.Add(All.Select(view => new SessionStateFormatEntry(view)));
            // Without a path it takes what the session's state holds.
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(@"Microsoft.PowerShell.Utility\Update-FormatData").Invoke();
        }
        catch (RuntimeException)
        {
            // A host that has no such cmdlet or forbids it shows the objects in its own way.
        }
    }
}
