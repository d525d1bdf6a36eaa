using System.Management.Automation;
using OmsGateway.Configuration.Administration;

namespace OmsGateway.PowerShell.Groups;

/// <summary>Set-OMSGatewayGroup: makes a group of clients, or changes one.</summary>
[Cmdlet(VerbsCommon.Set, "OMSGatewayGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(GatewayGroup))]
public sealed class SetGroupCommand : ChangingCmdlet
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string Group { get; set; } = "";

    /// <summary>The networks of its clients.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Clients { get; set; }

    /// <summary>What becomes of hosts off its list.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupPolicyCompleter))]
    [ValidateNotNullOrEmpty]
    public string? HostPolicy { get; set; }

    internal override object? Target => Group;

    internal override void Process()
    {
        GroupAdministration groups = Administration.Groups;
        string? clients = Clients is null ? null : string.Join(" ", Clients);
        // What cannot be used is refused before anybody is asked.
        groups.Check(Group, clients, HostPolicy);
        string[] values = [.. new[] { clients, HostPolicy }.OfType<string>()];
        if (!MayChange(Group, $"Set this group of clients: {string.Join(", ", values)}")) return;
        Pass(groups.Set(Group, clients, HostPolicy), Group, () => new GatewayGroup(groups.Get(Group)));
    }
}
