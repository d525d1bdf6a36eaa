namespace OmsGateway.Configuration.Status;

/// <summary>
/// Judges whether a gateway runs from its status and from what the system shows of it: the status alone is missing on a full disk, and
/// a user without rights to it must not hear that nothing runs.
/// </summary>
/// <param name="store">The configuration.</param>
/// <param name="read">Reads the status; throws <see cref="UnauthorizedAccessException"/> where the user may not.</param>
/// <param name="presence">What the system shows.</param>
/// <param name="isAlive">Whether there is a process with an id that was there at a time.</param>
/// <param name="now">The clock.</param>
/// <param name="wait">Waits for a time.</param>
internal sealed class GatewayInquiry(
    ConfigurationStore store, Func<GatewayStatus?> read, IGatewayPresence presence, Func<int, DateTimeOffset, bool> isAlive,
    Func<DateTimeOffset> now, Action<TimeSpan> wait)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public GatewayReport Ask()
    {
        GatewayStatus? status;
        try
        {
            status = read();
        }
        catch (UnauthorizedAccessException)
        {
            return Judge(presence.Look());
        }

        Presence seen = presence.Look();
        return status is null ? WithoutStatus(seen) : Judge(status, seen);
    }

    private GatewayReport Judge(GatewayStatus status, Presence seen)
    {
        bool isOwn = seen.IsRunning && (seen.ProcessId ?? status.ProcessId) == status.ProcessId;
        if (!isOwn && seen.IsRunning) return WithoutStatus(seen);
        bool isAliveNow = isOwn || isAlive(status.ProcessId, status.Written);
        if (!status.IsStale(now()))
        {
            // A gateway in a container has a process id of its own, and so has one that is gone: only the first writes again.
            if (isAliveNow || FindsNewer(ref status)) return new GatewayReport(GatewayRunState.Running, status, "The gateway is running.");
        }
        else if (isAliveNow)
        {
            return new GatewayReport(GatewayRunState.Silent, status,
                $"A gateway runs as process {status.ProcessId}, but has not written its status since {status.Written:u}: the disk with "
                + $"{store.StateDirectory} may be full, or it hangs. Its log says more.");
        }

        return new GatewayReport(GatewayRunState.NotRunning, status,
            $"No gateway runs: process {status.ProcessId} ended without a stop, last seen {status.Written:u}.");
    }

    private bool FindsNewer(ref GatewayStatus status)
    {
        // A gateway that runs writes again within this time.
        for (TimeSpan waited = TimeSpan.Zero; waited <= GatewayStatus.WriteInterval; waited += Pause)
        {
            wait(Pause);
            if (read() is not { } next || next.Written <= status.Written) continue;
            status = next;
            return true;
        }

        return false;
    }

    private GatewayReport WithoutStatus(Presence seen) => seen.IsRunning
        ? new GatewayReport(GatewayRunState.Silent, null,
            $"{seen.Explanation} It has written no status: it may have no right to write to {store.StateDirectory}, the disk may be full, or it "
            + "is only starting. Its log says more.")
        : new GatewayReport(GatewayRunState.NotRunning, null, $"No gateway runs on {store.Directory}. {seen.Explanation}".TrimEnd());

    private GatewayReport Judge(Presence seen)
    {
        if (!seen.IsRunning && seen.IsCertain) return WithoutStatus(seen);
        string found = seen.IsRunning ? seen.Explanation : $"Whether a gateway runs on {store.Directory} cannot be told.";
        return new GatewayReport(
            GatewayRunState.AccessDenied, null, $"{found} This user has no right to read its status in {store.StateDirectory}. {Files.Rights.Remedy}");
    }
}
