using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>Remove-OMSGatewayAllowedClientCertificate: takes subjects off the local list.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayAllowedClientCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ForwarderServiceAllowedClientCertificate")]
[OutputType(typeof(string))]
public sealed class RemoveAllowedClientCertificateCommand : ChangingCmdlet
{
    /// <summary>Subjects as the list holds them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Subject { get; set; } = [];

    internal override void Process()
    {
        foreach (string subject in Subject) Try(subject, () => Remove(subject));
    }

    private void Remove(string subject)
    {
        if (!MayChange(subject, "Take this subject off the list")) return;
        if (Administration.RemoveClientCertificate(subject)) Pass(subject);
        else Engine.Report(new ConfigurationException($"{subject} is not on the local list; Get-OMSGatewayAllowedClientCertificate shows it."),
            "NotListed", ErrorCategory.ObjectNotFound, subject);
    }
}
