using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Add-OMSGatewayAllowedHost: allows hosts, or the documented hosts of a kind of agent.</summary>
[Cmdlet(VerbsCommon.Add, "OMSGatewayAllowedHost",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = HostSet)]
[Alias("Add-ForwarderServiceAllowedHost")]
[OutputType(typeof(AllowedHostEntry))]
public sealed class AddAllowedHostCommand : ChangingCmdlet
{
    private const string HostSet = "Host";
    private const string PresetSet = "Preset";

    /// <summary>Host names, or *.suffix for every host below it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public new string[] Host { get; set; } = [];

    /// <summary>The kind of agent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PresetSet)]
    [ValidateSet("AzureMonitorAgent", "MicrosoftMonitoringAgent", "Automation", "AzureArc", "DefenderForEndpoint")]
    public string? Preset { get; set; }

    /// <summary>Azure regions of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] Region { get; set; } = [];

    /// <summary>Log Analytics workspaces of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] WorkspaceId { get; set; } = [];

    /// <summary>Automation accounts of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] AccountId { get; set; } = [];

    /// <summary>Azure cloud of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    public AzureCloud Cloud { get; set; }

    internal override void Process()
    {
        if (Preset is not null) AddPreset();
        foreach (string host in Host) Try(host, () => Add(host));
    }

    private void Add(string host)
    {
        if (!MayChange(host, "Allow clients to reach this host")) return;
        if (Administration.AddAllowedHost(host)) Pass(Entry(HostPattern.Parse(host.Trim())));
    }

    private void AddPreset()
    {
        PresetHost[] hosts = EndpointPresets.Get(Preset!)
            .Expand(new PresetRequest { Cloud = Cloud, Regions = Region, WorkspaceIds = WorkspaceId, AccountIds = AccountId })
            .Where(host => MayChange(host.Pattern.ToString(), "Allow clients to reach this host")).ToArray();
        IReadOnlyList<HostPattern> added = Administration.AddAllowedHosts([.. hosts.Select(h => h.Pattern)]);
        foreach (PresetHost host in hosts)
        {
            if (host.IsWide) Engine.Warn($"{host.Pattern}: {PresetHost.WideWarning}");
            if (added.Contains(host.Pattern)) Pass(Entry(host.Pattern));
        }
    }

    private static AllowedHostEntry Entry(HostPattern pattern) => new(new AllowedHost(pattern, ConfigurationStore.HostListFileName));
}
