using OmsGateway.Configuration;
using OmsGateway.Configuration.Status;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Running;

/// <summary>Looks once a second whether an administrator wants the gateway to drain, and says in the status that it does.</summary>
/// <param name="store">Where the request would be.</param>
/// <param name="server">The gateway.</param>
/// <param name="status">Who this run is, and where it says how it does.</param>
/// <param name="isHealthTold">Whether anybody can ask whether the gateway is ready.</param>
/// <param name="time">The clock.</param>
internal sealed class DrainWatch(ConfigurationStore store, GatewayServer server, StatusFile status, Func<bool> isHealthTold, TimeProvider time)
{
    /// <summary>
    /// How long new tunnels are still given to those whose balancer has not noticed: longer than HAProxy's own settings take, three checks two
    /// seconds apart.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false)) Look();
    }

    /// <summary>Looks now.</summary>
    internal void Look()
    {
        bool isDraining = server.State.DrainingSince is not null;
        if (IsWanted(isDraining) == isDraining) return;
        if (isDraining) server.EndDrain();
        else server.BeginDrain(isHealthTold() ? Grace : TimeSpan.Zero);
        status.Write();
    }

    private bool IsWanted(bool isDraining)
    {
        try
        {
            return DrainRequest.Exists(store, Environment.ProcessId, status.Started);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Nothing changes; the command that asked for it reports that the gateway did not react.
            return isDraining;
        }
    }
}
