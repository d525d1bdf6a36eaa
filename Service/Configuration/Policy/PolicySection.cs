namespace OmsGateway.Configuration.Policy;

/// <summary>
/// Windows' lock on what Group Policy applies to the computer (EnterCriticalPolicySection). A refresh deletes every value and then sets it again,
/// so that without the lock a reader may find none, or some.
/// </summary>
/// <param name="enter">Takes the lock, waiting for it; zero where it cannot be had.</param>
/// <param name="leave">Releases it.</param>
internal sealed class PolicySection(Func<IntPtr> enter, Action<IntPtr> leave)
{
    /// <summary>How long it is waited for. A refresh takes seconds, and with scripts or software to be installed any time, for which no service may wait.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads within the lock, or without it where it cannot be had in time.</summary>
    /// <param name="read">What is read; may be called twice, and by another thread.</param>
    public T Run<T>(Func<T> read)
    {
        // A thread of its own, since a wait has no limit; when it gets the lock too late it gives it back at once.
        Task<T> within = Task.Factory.StartNew(() => Within(read), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return within.Wait(Limit) ? within.Result : read();
    }

    private T Within<T>(Func<T> read)
    {
        IntPtr section = enter();
        try
        {
            return read();
        }
        finally
        {
            if (section != IntPtr.Zero) leave(section);
        }
    }
}
