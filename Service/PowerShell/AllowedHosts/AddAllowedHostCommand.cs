using System.Management.Automation;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.Groups;
using OmsGateway.PowerShell.Presets;

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

    /// <summary>Host names, *.suffix for every host below it, or prefix*.suffix.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    // Hides PSCmdlet.Host: the parameter has the name that it has in Microsoft's module.
    public new string[] Host { get; set; } = [];

    /// <summary>The kind of agent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PresetSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PresetCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Preset { get; set; }

    /// <summary>Azure regions of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Region { get; set; } = [];

    /// <summary>Takes regions that this version does not know; they may be newer.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    public SwitchParameter AllowUnknownRegion { get; set; }

    /// <summary>Log Analytics workspaces of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] WorkspaceId { get; set; } = [];

    /// <summary>Automation accounts of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] AccountId { get; set; } = [];

    /// <summary>Azure Arc gateways of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] GatewayName { get; set; } = [];

    /// <summary>Key vaults of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    [ValidateNotNullOrEmpty]
    public string[] VaultName { get; set; } = [];

    /// <summary>Also the preset's optional hosts.</summary>
    [Parameter(ParameterSetName = PresetSet)]
    public SwitchParameter IncludeOptional { get; set; }

    /// <summary>Azure cloud of the preset's hosts.</summary>
    [Parameter(ParameterSetName = PresetSet, ValueFromPipelineByPropertyName = true)]
    public AzureCloud Cloud { get; set; }

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override object? Target => Preset;

    internal override void Process()
    {
        if (Preset is not null) AddPreset();
        foreach (string host in Host) Try(host, () => Add(host));
    }

    private void Add(string host)
    {
        if (Administration.Hosts.FindNew(host) is not { } entry)
        {
            Engine.Tell($"{host} is already listed.");
            if (!Engine.IsWhatIf) Administration.Presets.KeepAsOwn([HostPattern.Parse(host.Trim())]);
        }
        else if (MayChange(entry.ToString(), "Allow clients to reach this host")) Pass(Administration.Hosts.AddRange([entry]));
    }

    private void AddPreset()
    {
        EndpointPreset preset = Administration.Presets.Get(Preset!);
        PresetRequest request = new()
        {
            Cloud = Cloud,
            Regions = Region,
            AllowsUnknownRegions = Engine.IsOn(nameof(AllowUnknownRegion), AllowUnknownRegion),
            WorkspaceIds = WorkspaceId,
            AccountIds = AccountId,
            GatewayNames = GatewayName,
            VaultNames = VaultName,
            IncludesOptional = Engine.IsOn(nameof(IncludeOptional), IncludeOptional),
        };
        IReadOnlyList<PresetHost> hosts = preset.Expand(request);
        foreach (string doubt in preset.Doubts(request)) Engine.Warn(doubt);
        IReadOnlyList<HostPattern> missing = Administration.Hosts.FindNew([.. hosts.Select(h => h.Pattern)]);
        if (missing.Count == 0)
        {
            Engine.Tell($"All {hosts.Count} hosts of {preset.Name} are already listed.");
            if (!Engine.IsWhatIf) Administration.Presets.Note(preset, request, []);
            return;
        }

        // All or none: half of an agent's hosts is an agent that does not work.
        if (!MayChange(string.Join(", ", missing), $"Allow clients to reach these {missing.Count} hosts of {preset.Name}")) return;
        Pass(Administration.Presets.Apply(preset, request));
    }

    private void Pass(IReadOnlyList<HostPattern> hosts)
    {
        foreach (HostPattern added in hosts) Pass(AllowedHostEntry.Local(added.ToString(), Group));
    }
}
