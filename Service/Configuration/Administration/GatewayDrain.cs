using System.Diagnostics;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Administration;

/// <summary>Asks the running gateway to drain, or to take tunnels again, and waits until it says that it does.</summary>
/// <param name="store">The configuration it runs on.</param>
public sealed class GatewayDrain(ConfigurationStore store)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A status that is being replaced is missing for a moment; one of a gateway that has ended stays so.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(2);

    /// <summary>Has the gateway drain: it is not ready at once, and refuses new tunnels soon.</summary>
    /// <param name="running">What the running gateway last said.</param>
    /// <returns>What it says now, and whether this call has asked for it: of several at once one has.</returns>
    /// <exception cref="ConfigurationException">The user has no right to that, or the gateway does not confirm it within ten seconds.</exception>
    public (GatewayStatus Status, bool IsChanged) Begin(GatewayStatus running)
    {
        bool isChanged = StoreTransaction.Run(store, store.DrainPath, _ => Request(running));
        return (WaitFor(status => status.DrainingSince is not null), isChanged);
    }

    /// <summary>Has the gateway take new tunnels again.</summary>
    /// <param name="running">What the running gateway last said.</param>
    /// <returns>What it says now, and whether this call has asked for it: of several at once one has.</returns>
    /// <exception cref="ConfigurationException">The user has no right to that, or the gateway does not confirm it within ten seconds.</exception>
    public (GatewayStatus Status, bool IsChanged) End(GatewayStatus running)
    {
        bool isChanged = Withdraw(Request(running));
        return (WaitFor(status => status.DrainingSince is null), isChanged);
    }

    private static byte[] Request(GatewayStatus running) => DrainRequest.Content(running.ProcessId, running.Started);

    // A request to an earlier run, which a restart has ended, is deleted too and counts as no change.
    private bool Withdraw(byte[] request)
    {
        using StoreLock storeLock = StoreLock.Acquire(store.Directory, store.LockWait);
        try
        {
            bool isOfThisRun = FileContent.TryRead(store.DrainPath)?.AsSpan().SequenceEqual(request) == true;
            File.Delete(store.DrainPath);
            return isOfThisRun;
        }
        catch (UnauthorizedAccessException e)
        {
            throw ConfigurationException.Denied(store.DrainPath, e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new ConfigurationException($"{store.DrainPath} was not deleted: {e.Message}", e);
        }
    }

    /// <summary>Waits until a gateway that drains refuses new tunnels and no connection is open, or until it drains no more.</summary>
    /// <param name="draining">What it said when the drain began.</param>
    /// <param name="limit">The longest wait.</param>
    /// <returns>What it says last, or null when it has ended, be it that another one has started.</returns>
    public GatewayStatus? WaitUntilEmpty(GatewayStatus draining, TimeSpan limit)
    {
        GatewayStatus? last = Wait(limit, status => !IsSameRun(status) || status.DrainingSince is null || status.IsDrained);
        return last is not null && IsSameRun(last) ? last : null;

        bool IsSameRun(GatewayStatus status) => (status.ProcessId, status.Started) == (draining.ProcessId, draining.Started);
    }

    private GatewayStatus WaitFor(Func<GatewayStatus, bool> condition) =>
        Wait(store.DrainWait, condition) is { } status && condition(status)
            ? status
            : throw new ConfigurationException(
                $"The gateway has not confirmed it within {store.DrainWait.TotalSeconds} seconds, and does it once it can. "
                + (GatewayReader.FindUnreadable(store) ?? "Its log may say more."), new IOException());

    private GatewayStatus? Wait(TimeSpan limit, Func<GatewayStatus, bool> condition)
    {
        Stopwatch waited = Stopwatch.StartNew(), missing = new();
        while (true)
        {
            GatewayStatus? status = GatewayStatus.TryRead(store.StatusPath);
            if (status is null) missing.Start();
            else missing.Reset();
            if ((status is not null && condition(status)) || missing.Elapsed >= LongestGap || waited.Elapsed >= limit) return status;
            Thread.Sleep(Pause);
        }
    }
}
