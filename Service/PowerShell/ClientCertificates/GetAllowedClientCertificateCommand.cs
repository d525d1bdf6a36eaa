using System.Management.Automation;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.ClientCertificates;

/// <summary>Get-OMSGatewayAllowedClientCertificate: the client certificates that may be used.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayAllowedClientCertificate")]
[Alias("Get-ForwarderServiceAllowedClientCertificate")]
[OutputType(typeof(ClientCertificateEntry))]
public sealed class GetAllowedClientCertificateCommand : GatewayCmdlet
{
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
        bool includeAll = Engine.IsOn(nameof(IncludeDownloaded), IncludeDownloaded);
        foreach (var certificate in Administration.ClientCertificates.Get(includeAll))
            Engine.Write(new ClientCertificateEntry(certificate.Subject, certificate.Source, Group));
    }
}
