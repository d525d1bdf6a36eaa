using System.Management.Automation;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Compare-OMSGatewayPreset: what is new in the presets that were applied.</summary>
[Cmdlet(VerbsData.Compare, "OMSGatewayPreset")]
[OutputType(typeof(GatewayPresetDifference))]
public sealed class ComparePresetCommand : GatewayCmdlet
{
    internal override void Process()
    {
        foreach (PresetDifference difference in Administration.Presets.Compare()) Engine.Write(new GatewayPresetDifference(difference));
    }
}
