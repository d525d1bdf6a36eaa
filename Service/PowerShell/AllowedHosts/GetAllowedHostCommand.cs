using System.Management.Automation;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Get-OMSGatewayAllowedHost: the hosts that clients may reach.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayAllowedHost")]
[Alias("Get-ForwarderServiceAllowedHost")]
[OutputType(typeof(AllowedHostEntry))]
public sealed class GetAllowedHostCommand : GatewayCmdlet
{
    /// <summary>Also those of the workspaces that the agent on this computer is connected to.</summary>
    [Parameter]
    public SwitchParameter IncludeDownloaded { get; set; }

    internal override void Process()
    {
        bool includeAll = Engine.IsOn(nameof(IncludeDownloaded), IncludeDownloaded);
        foreach (var host in Administration.GetAllowedHosts(includeAll)) Engine.Write(new AllowedHostEntry(host));
    }
}
