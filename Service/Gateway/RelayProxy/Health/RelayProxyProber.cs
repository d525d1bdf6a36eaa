using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway.RelayProxy.Health;

/// <summary>
/// Tries relay proxies that are down where no client does, one attempt at a time for each, so that what the gateway tells of them is so
/// without traffic: a balancer that sends nobody to a gateway that is not ready would otherwise never hear that it is. What it finds is
/// no tunnel and counts as none.
/// </summary>
/// <param name="states">What is known of the relay proxies.</param>
/// <param name="connector">Tries one.</param>
/// <param name="readSettings">The settings in force.</param>
/// <param name="logger">Is told of what must not happen.</param>
/// <param name="time">The clock.</param>
internal sealed class RelayProxyProber(
    RelayProxyStates states, UpstreamConnector connector, Func<GatewaySettings> readSettings, ILogger logger, TimeProvider time)
{
    // Squid's probes too are a second apart at the least (src/neighbors.cc, peerProbeConnect).
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Goes on until it is cancelled, and has broken off what is under way when it ends.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        List<Task> probes = [];
        using var stop = new CancellationTokenSource();
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
            {
                probes.RemoveAll(probe => probe.IsCompleted);
                GatewaySettings settings = readSettings();
                if (!settings.HasRelayProxy) continue;
                probes.AddRange(states.Of(settings).Where(relay => relay.Health.IsOverdue).Select(relay => ProbeAsync(relay, settings, stop.Token)));
            }
        }
        finally
        {
            // First, since a probe that is broken off says nothing about its proxy.
            states.Stop();
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(probes).ConfigureAwait(false);
        }
    }

    private async Task ProbeAsync(RelayProxyState relay, GatewaySettings settings, CancellationToken stop)
    {
        try
        {
            await connector.ProbeAsync(relay, settings, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
        catch (Exception e)
        {
            logger.RelayProxyProbeFailed(e, relay.Address);
        }
    }
}
