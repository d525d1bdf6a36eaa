using System.Diagnostics.Metrics;

namespace OmsGateway.Gateway.Reporting;

/// <summary>The gateway's state in its meter; 1 stands for yes and 0 for no.</summary>
internal static class StateGauges
{
    /// <summary>Adds the instruments.</summary>
    public static void Add(Meter meter, GatewayState state)
    {
        meter.CreateObservableGauge("omsgateway.tunnels.limit", () => (long)state.TunnelLimit.Tunnels, "{tunnel}", "Tunnels that may be open at once.");
        meter.CreateObservableGauge(
            "omsgateway.ready", () => Number(state.NotReadyReason is null), null, "Whether the gateway accepts new tunnels, as /readyz says.");
        meter.CreateObservableGauge(
            "omsgateway.draining", () => Number(state.DrainingSince is not null), null, "Whether an administrator drains the gateway.");
        meter.CreateObservableGauge("omsgateway.relay.proxy.up", () => ReadRelayProxies(state), null, "Whether the relay proxy gives tunnels.");
    }

    private static IEnumerable<Measurement<long>> ReadRelayProxies(GatewayState state) => state.RelayProxies.Select(
        proxy => new Measurement<long>(Number(proxy.DownSince is null), new KeyValuePair<string, object?>("proxy", proxy.Address)));

    private static long Number(bool isSo) => isSo ? 1 : 0;
}
