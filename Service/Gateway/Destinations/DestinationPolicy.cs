using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Destinations;

/// <summary>Decides by port and host name, before anything is resolved or dialled.</summary>
internal static class DestinationPolicy
{
    /// <summary>What to do about a client that asks for an address. Listing the address would not help, or help until it changes.</summary>
    public const string AddressAdvice =
        "If the client resolves names itself, have it leave that to its proxy; if it needs no proxy there, exempt the address in its no-proxy setting.";

    /// <summary>Open, or why the destination is refused. In report-only mode the caller reports the refusal and goes on.</summary>
    public static TunnelOutcome Decide(ConnectRequest request, GatewayConfiguration configuration) =>
        HostPolicy.Decide(configuration, request.Host, request.Port) switch
        {
            HostVerdict.ForbiddenPort => TunnelOutcome.ForbiddenPort,
            HostVerdict.ForbiddenAddress => TunnelOutcome.ForbiddenAddress,
            HostVerdict.ForbiddenHost => TunnelOutcome.ForbiddenHost,
            _ => TunnelOutcome.Open,
        };

    /// <summary>What kind of address the client asks for that may not be dialled, whatever is listed; null when it asks for another name.</summary>
    public static string? FindForbiddenKind(ConnectRequest request, GatewayConfiguration configuration) =>
        HostPolicy.FindForbiddenKind(request.Host, configuration.Settings.AllowedNetworks);

    /// <summary>Whether the refusal is only to be reported. The port is never open to learning: 443 is the product's promise.</summary>
    public static bool IsOnlyReported(TunnelOutcome refusal, GatewaySettings settings) =>
        refusal == TunnelOutcome.ForbiddenHost && settings.HostPolicy == HostPolicyMode.ReportOnly;
}
