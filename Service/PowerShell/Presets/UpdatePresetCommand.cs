using System.Management.Automation;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Presets;

/// <summary>Update-OMSGatewayPreset: brings the list up to date with the presets that were applied.</summary>
[Cmdlet(VerbsData.Update, "OMSGatewayPreset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AllowedHostEntry))]
public sealed class UpdatePresetCommand : ChangingCmdlet
{
    /// <summary>Also takes hosts off the list that a preset has no more.</summary>
    [Parameter]
    public SwitchParameter RemoveGone { get; set; }

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        bool removesGone = Engine.IsOn(nameof(RemoveGone), RemoveGone);
        PresetDifference[] news = [.. Administration.Presets.Compare().Where(d => d.New.Count > 0 || (removesGone && d.Gone.Count > 0))];
        if (news.Length == 0)
        {
            Engine.Tell("Nothing is new in the presets that were applied.");
            return;
        }

        IEnumerable<string> changes = news.SelectMany(d => d.New).Select(host => $"+{host.Pattern}");
        if (removesGone) changes = changes.Concat(news.SelectMany(d => d.Gone).Select(host => $"-{host}"));
        string names = string.Join(", ", news.Select(d => d.Applied.Name).Distinct());
        if (!MayChange(string.Join(", ", changes.Distinct()), $"Bring the list up to date with {names}")) return;
        IEnumerable<HostPattern> changed = Administration.Presets.Update(news, removesGone);
        if (removesGone) changed = changed.Concat(news.SelectMany(d => d.Gone).Distinct());
        foreach (HostPattern host in changed) Pass(AllowedHostEntry.Local(host.ToString(), Group));
    }
}
