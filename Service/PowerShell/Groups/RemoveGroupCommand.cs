using System.Management.Automation;

namespace OmsGateway.PowerShell.Groups;

/// <summary>Remove-OMSGatewayGroup: removes groups of clients, and their lists.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GatewayGroup))]
public sealed class RemoveGroupCommand : ChangingCmdlet
{
    /// <summary>Names of groups.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Group { get; set; } = [];

    internal override void Process()
    {
        foreach (string name in Group) Try(name, () => Remove(name));
    }

    private void Remove(string name)
    {
        if (Administration.Groups.Find(name) is not { } group)
            Engine.Warn(Administration.Groups.Unknown(name));
        else if (MayChange(group.Name, "Remove this group of clients and its lists") && Administration.Groups.Remove(group.Name))
            Pass(new GatewayGroup(group));
    }
}
