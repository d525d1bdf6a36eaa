using System.Management.Automation;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>Add-OMSGatewayAllowedClientCertificate: allows client certificates by their subject.</summary>
[Cmdlet(VerbsCommon.Add, "OMSGatewayAllowedClientCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Add-ForwarderServiceAllowedClientCertificate")]
[OutputType(typeof(ClientCertificateEntry))]
public sealed class AddAllowedClientCertificateCommand : ChangingCmdlet
{
    /// <summary>Subjects, such as "CN=a, O=b"; a bare name means its common name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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
        foreach (string subject in Subject) Try(subject, () => Add(subject));
    }

    private void Add(string subject)
    {
        if (Administration.ClientCertificates.FindNew(subject) is not { } entry) Engine.Tell($"{subject} is already listed.");
        else if (MayChange(entry, "Allow client certificates with this subject") && Administration.ClientCertificates.Add(subject))
            Pass(ClientCertificateEntry.Local(entry, Group));
    }
}
