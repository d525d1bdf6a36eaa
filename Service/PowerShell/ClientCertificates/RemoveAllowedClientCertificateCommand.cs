using System.Management.Automation;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>Remove-OMSGatewayAllowedClientCertificate: takes subjects off the local list.</summary>
[Cmdlet(VerbsCommon.Remove, "OMSGatewayAllowedClientCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Remove-ForwarderServiceAllowedClientCertificate")]
[OutputType(typeof(ClientCertificateEntry))]
public sealed class RemoveAllowedClientCertificateCommand : ChangingCmdlet
{
    /// <summary>Subjects as the list holds them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClientCertificateCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Subject { get; set; } = [];

    internal override void Process()
    {
        foreach (string subject in Subject) Try(subject, () => Remove(subject));
    }

    private void Remove(string subject)
    {
        if (Administration.FindClientCertificate(subject) is not { } entry)
            ReportMissing($"{subject} is not on the local list; Get-OMSGatewayAllowedClientCertificate shows what is.", subject);
        else if (MayChange(entry, "Take this subject off the list") && Administration.RemoveClientCertificate(entry))
            Pass(ClientCertificateEntry.Local(entry));
    }
}
