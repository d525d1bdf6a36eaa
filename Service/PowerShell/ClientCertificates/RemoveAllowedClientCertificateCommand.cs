using System.Management.Automation;
using OmsGateway.PowerShell.Groups;

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

    /// <summary>The group of clients whose list it is; without it, or empty, the list of the clients in no group.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Group { get; set; }

    internal override string? ListGroup => Group;

    internal override void Process()
    {
        foreach (string subject in Subject) Try(subject, () => Remove(subject));
    }

    private void Remove(string subject)
    {
        if (Administration.ClientCertificates.Find(subject) is not { } entry)
            WarnNotListed(subject, "Get-OMSGatewayAllowedClientCertificate");
        else if (MayChange(entry, "Take this subject off the list") && Administration.ClientCertificates.Remove(entry))
            Pass(ClientCertificateEntry.Local(entry, Group));
    }
}
