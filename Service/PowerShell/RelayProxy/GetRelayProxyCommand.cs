using System.Management.Automation;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.RelayProxy;

/// <summary>Get-OMSGatewayRelayProxy: the HTTP proxy that the gateway itself uses, without its password.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayRelayProxy")]
[Alias("Get-ForwarderServiceRelayProxy")]
[OutputType(typeof(GatewayRelayProxy))]
public sealed class GetRelayProxyCommand : GatewayCmdlet
{
    internal override void Process()
    {
        if (Administration.RelayProxy.Mode is not RelayProxyMode.Manual and var mode)
            Engine.Warn($"RelayProxyMode is {mode}: the gateway {(mode == RelayProxyMode.Off ? "connects directly" : "uses the computer's own proxy")}.");
        if (Administration.RelayProxy.Get() is { } proxy) Engine.Write(new GatewayRelayProxy(proxy));
    }
}
