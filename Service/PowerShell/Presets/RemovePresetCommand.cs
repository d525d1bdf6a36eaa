using System.Management.Automation;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Remove-OMSGatewayPreset: forgets that presets were applied.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayPreset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AllowedHostEntry))]
public sealed class RemovePresetCommand : ChangingCmdlet
{
    // Compare-OMSGatewayPreset writes one object for each time that a preset was applied, and one removal removes them all.
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The presets.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppliedPresetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Preset { get; set; } = [];

    /// <summary>Also takes their hosts off the list, but for those that another applied preset has or that were listed before.</summary>
    [Parameter]
    public SwitchParameter RemoveHosts { get; set; }

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        foreach (string name in Preset.Select(name => name.Trim()).Where(_done.Add)) Try(name, () => Remove(name));
    }

    private void Remove(string name)
    {
        PresetAdministration presets = Administration.Presets;
        IReadOnlyList<AppliedPreset> applied = presets.FindApplied(name);
        if (applied.Count == 0)
        {
            string group = string.IsNullOrWhiteSpace(Group) ? "" : $" -Group {Group}";
            Engine.Warn($"{name} is not noted as applied; Compare-OMSGatewayPreset{group} shows what is.");
            return;
        }

        IReadOnlyList<HostPattern> hosts = Engine.IsOn(nameof(RemoveHosts), RemoveHosts) ? presets.FindHostsOnlyOf(name) : [];
        string action = "Forget that it was applied";
        if (hosts.Count > 0) action += $", and take these {hosts.Count} hosts off the list: {string.Join(", ", hosts)}";
        if (!MayChange(string.Join(", ", applied.Select(preset => preset.Description)), action)) return;
        presets.Forget(name, hosts);
        foreach (HostPattern host in hosts) Pass(AllowedHostEntry.Local(host.ToString(), Group));
    }
}
