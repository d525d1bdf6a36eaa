using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Destinations;

/// <summary>Decides by port and host name, before anything is resolved or dialled.</summary>
internal static class DestinationPolicy
{
    /// <summary>Open, or why the destination is refused. In report-only mode the caller reports the refusal and goes on.</summary>
    public static TunnelOutcome Decide(ConnectRequest request, GatewayConfiguration configuration)
    {
        if (!configuration.Settings.AllowedPorts.Contains(request.Port)) return TunnelOutcome.ForbiddenPort;
        return configuration.Hosts.Find(request.Host) is null ? TunnelOutcome.ForbiddenHost : TunnelOutcome.Open;
    }

    /// <summary>Whether the refusal is only to be reported. The port is never open to learning: 443 is the product's promise.</summary>
    public static bool IsOnlyReported(TunnelOutcome refusal, GatewaySettings settings) =>
        refusal == TunnelOutcome.ForbiddenHost && settings.HostPolicy == HostPolicyMode.ReportOnly;
}
