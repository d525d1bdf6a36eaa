using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>
/// Starts to listen, and waits where something is in the way that may go by itself: a program that is just ending, connections of an
/// earlier run, an address that comes with its network. What changes in the configuration meanwhile counts.
/// </summary>
internal sealed class PatientStart(GatewayServer server, ConfigurationMonitor monitor, IRunProgress progress, ILogger logger, TimeProvider time)
{
    /// <summary>Closed connections keep their port for at most this long on Windows (TcpTimedWaitDelay), which sets the time.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the server listens.</summary>
    /// <param name="configuration">What the server was made with.</param>
    /// <param name="cancel">Asks for a stop.</param>
    /// <returns>The configuration it listens under, or null when it does not: the events say why.</returns>
    public async Task<GatewayConfiguration?> RunAsync(GatewayConfiguration configuration, CancellationToken cancel)
    {
        long began = time.GetTimestamp();
        string? told = null;
        while (true)
        {
            try
            {
                await server.StartAsync(cancel).ConfigureAwait(false);
                return configuration;
            }
            catch (ListenException e) when (e.MayPass && time.GetElapsedTime(began) < Patience)
            {
                if (told is null) progress.Waiting();
                if (told != e.Message) HostLog.CannotListenYet(logger, e.Message, Math.Ceiling((Patience - time.GetElapsedTime(began)).TotalSeconds));
                told = e.Message;
            }
            catch (ListenException e)
            {
                if (told is null) HostLog.CannotListen(logger, e.Message);
                else HostLog.CannotListenInTime(logger, e.Message, Patience.TotalSeconds);
                return null;
            }

            await Task.Delay(Interval, time, cancel).ConfigureAwait(false);
            if (monitor.Poll() is not { } result) continue;
            ConfigurationReport.Problems(logger, result);
            if (result.Configuration is not { } changed) continue;
            ConfigurationReport.Warnings(logger, result);
            configuration = changed;
            await server.ApplyAsync(changed, cancel).ConfigureAwait(false);
        }
    }
}
