using System.Management.Automation;
using OmsGateway.Configuration.Hosts;
using OmsGateway.PowerShell.Engine;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Get-OMSGatewayAllowedHost: the hosts that clients may reach.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayAllowedHost")]
[Alias("Get-ForwarderServiceAllowedHost")]
[OutputType(typeof(AllowedHostEntry))]
public sealed class GetAllowedHostCommand : GatewayCmdlet
{
    /// <summary>Which entries; * stands for any text.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AllowedHostCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    // Hides PSCmdlet.Host, as in Add-OMSGatewayAllowedHost.
    public new string[] Host { get; set; } = [];

    /// <summary>Also those of the workspaces that the agent on this computer is connected to.</summary>
    [Parameter]
    public SwitchParameter IncludeDownloaded { get; set; }

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        IReadOnlyList<AllowedHost> all = Administration.Hosts.Get(Engine.IsOn(nameof(IncludeDownloaded), IncludeDownloaded));
        if (Host.Length == 0) Write(all);
        foreach (string host in Host) Try(host, () => Write(all, host));
    }

    private void Write(IReadOnlyList<AllowedHost> all, string host)
    {
        AllowedHost[] found = Wildcards.Select(all, h => h.Pattern.ToString(), host.Trim());
        Write(found);
        if (found.Length == 0 && !Wildcards.AreIn(host))
            ReportMissing($"{host} is not listed; Test-OMSGatewayHost tells whether another entry allows it.", host);
    }

    private void Write(IEnumerable<AllowedHost> hosts)
    {
        foreach (AllowedHost host in hosts)
            Engine.Write(new AllowedHostEntry(host.Pattern.ToString(), host.Source, string.IsNullOrWhiteSpace(Group) ? null : Group));
    }
}
