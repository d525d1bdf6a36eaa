using System.Management.Automation;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Groups;

/// <summary>Get-OMSGatewayGroup: the groups of clients that have lists of their own.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayGroup")]
[OutputType(typeof(GatewayGroup))]
public sealed class GetGroupCommand : GatewayCmdlet
{
    /// <summary>Names of groups; * stands for any text.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Group { get; set; } = [];

    internal override void Process()
    {
        IReadOnlyList<ClientGroupSettings> all = Administration.Groups.All;
        if (Group.Length == 0) Write(all);
        foreach (string name in Group) Try(name, () => Write(all, name));
    }

    private void Write(IReadOnlyList<ClientGroupSettings> all, string name)
    {
        ClientGroupSettings[] found = Wildcards.Select(all, group => group.Name, name.Trim());
        Write(found);
        if (found.Length == 0 && !Wildcards.AreIn(name)) ReportMissing(Administration.Groups.Unknown(name), name);
    }

    private void Write(IEnumerable<ClientGroupSettings> groups)
    {
        foreach (ClientGroupSettings group in groups) Engine.Write(new GatewayGroup(group));
    }
}
