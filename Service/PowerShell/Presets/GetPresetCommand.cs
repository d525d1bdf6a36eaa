using System.Management.Automation;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Get-OMSGatewayPreset: the kinds of agents whose hosts are known, and what has to be told of each.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayPreset")]
[OutputType(typeof(GatewayPreset))]
public sealed class GetPresetCommand : GatewayCmdlet
{
    /// <summary>Names of presets, in which * stands for any text; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PresetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Preset { get; set; } = [];

    /// <summary>Only what they know in these clouds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public AzureCloud[] Cloud { get; set; } = [];

    internal override void Process()
    {
        IReadOnlyList<EndpointPreset> all = Administration.Presets.All;
        if (Preset.Length == 0) Write(all);
        foreach (string name in Preset) Try(name, () => Write(all, name));
    }

    private void Write(IReadOnlyList<EndpointPreset> all, string name)
    {
        EndpointPreset[] found = Wildcards.Select(all, preset => preset.Name, name.Trim());
        if (found.Length == 0 && !Wildcards.AreIn(name)) ReportMissing(EndpointPresets.Unknown(name, all), name);
        Write(found);
    }

    private void Write(IEnumerable<EndpointPreset> presets)
    {
        foreach (EndpointPreset preset in presets)
        {
            foreach (AzureCloud cloud in preset.Clouds.Where(c => Cloud.Length == 0 || Cloud.Contains(c))) Engine.Write(new GatewayPreset(preset, cloud));
        }
    }
}
