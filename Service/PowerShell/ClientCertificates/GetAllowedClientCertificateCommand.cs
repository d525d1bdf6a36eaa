using System.Management.Automation;

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

    internal override void Process()
    {
        bool includeAll = Engine.IsOn(nameof(IncludeDownloaded), IncludeDownloaded);
        foreach (var certificate in Administration.GetClientCertificates(includeAll)) Engine.Write(new ClientCertificateEntry(certificate));
    }
}
