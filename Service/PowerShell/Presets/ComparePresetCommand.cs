using System.Management.Automation;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Compare-OMSGatewayPreset: what is new in the presets that were applied.</summary>
[Cmdlet(VerbsData.Compare, "OMSGatewayPreset")]
[OutputType(typeof(GatewayPresetDifference))]
public sealed class ComparePresetCommand : GatewayCmdlet
{
    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        foreach (PresetDifference difference in Administration.Presets.Compare()) Engine.Write(new GatewayPresetDifference(difference));
    }
}
