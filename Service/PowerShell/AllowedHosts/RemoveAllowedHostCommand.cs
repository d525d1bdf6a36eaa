using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>Remove-OMSGatewayAllowedHost: takes hosts off the local list.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayAllowedHost", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ForwarderServiceAllowedHost")]
[OutputType(typeof(string))]
public sealed class RemoveAllowedHostCommand : ChangingCmdlet
{
    /// <summary>Entries as the list holds them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public new string[] Host { get; set; } = [];

    internal override void Process()
    {
        foreach (string host in Host) Try(host, () => Remove(host));
    }

    private void Remove(string host)
    {
        if (!MayChange(host, "Take this host off the list")) return;
        if (Administration.RemoveAllowedHost(host)) Pass(host);
        else Engine.Report(new ConfigurationException($"{host} is not on the local list; Get-OMSGatewayAllowedHost shows it."),
            "NotListed", ErrorCategory.ObjectNotFound, host);
    }
}
