using System.Management.Automation;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Remove-OMSGatewayAllowedHost: takes hosts off the local list.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayAllowedHost", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ForwarderServiceAllowedHost")]
[OutputType(typeof(AllowedHostEntry))]
public sealed class RemoveAllowedHostCommand : ChangingCmdlet
{
    /// <summary>Entries as the list holds them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AllowedHostCompleter))]
    [ValidateNotNullOrEmpty]
    // Hides PSCmdlet.Host, as in Add-OMSGatewayAllowedHost.
    public new string[] Host { get; set; } = [];

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        foreach (string host in Host) Try(host, () => Remove(host));
    }

    private void Remove(string host)
    {
        if (Administration.Hosts.Find(host) is not { } entry)
            WarnNotListed(host, "Get-OMSGatewayAllowedHost");
        else if (MayChange(entry, "Take this host off the list") && Administration.Hosts.Remove(entry))
            Pass(AllowedHostEntry.Local(entry, Group));
    }
}
