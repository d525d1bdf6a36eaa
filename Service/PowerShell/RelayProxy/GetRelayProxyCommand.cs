using System.Management.Automation;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>Get-OMSGatewayRelayProxy: the HTTP proxy that the gateway itself uses, without its password.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayRelayProxy")]
[Alias("Get-ForwarderServiceRelayProxy")]
[OutputType(typeof(GatewayRelayProxy))]
public sealed class GetRelayProxyCommand : GatewayCmdlet
{
    internal override void Process()
    {
        if (Administration.GetRelayProxy() is { } proxy) Engine.Write(new GatewayRelayProxy(proxy));
    }
}
