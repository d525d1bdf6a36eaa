namespace OmsGateway.TestSupport;

/// <summary>A clock that stands still until a test moves it, timers included.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far date and time were set forward or back, as an administrator or NTP does; timestamps and timers do not notice.</summary>
    public TimeSpan DateShift { get; set; }

    /// <summary>Whether somebody waits for a moment of the clock; what is due again and again does not count.</summary>
    public bool HasDelays
    {
        get
        {
            lock (_lock) return _timers.Exists(t => t is { Due: < long.MaxValue, IsPeriodic: false });
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp()) + DateShift;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_lock) _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves the clock and runs what became due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        long end = GetTimestamp() + by.Ticks;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                if (next is null) break;
                Interlocked.Exchange(ref _now, Math.Max(_now, next.Due));
                next.SetNext(next.Due);
            }

            next.Run();
        }

        Interlocked.Exchange(ref _now, end);
    }

    /// <summary>Moves the clock at once, as a machine that has slept: what became due meanwhile runs late, and only once.</summary>
    public void Jump(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by.Ticks;
            due = [.. _timers.Where(t => t.Due <= _now).OrderBy(t => t.Due)];
            due.ForEach(t => t.SetNext(_now));
        }

        due.ForEach(t => t.Run());
    }

    /// <summary>
    /// Waits until so many deadlines of exactly this length from now are set. What sets it runs on other threads, and a clock that is moved before
    /// would leave it out of reach.
    /// </summary>
    public async Task WhenDeadlineAsync(TimeSpan length, int count = 1)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!AreSet()) await Task.Delay(5, limit.Token);

        bool AreSet()
        {
            lock (_lock) return _timers.Count(t => t.Due == _now + length.Ticks && !t.IsPeriodic) >= count;
        }
    }

    /// <summary>Moves the clock in steps until a task has completed, for what is not known to have started.</summary>
    /// <param name="end">The task.</param>
    /// <param name="step">
    /// How far at a time, a second unless given: short of every deadline that must not pass, and not so short that a busy machine takes minutes
    /// for the steps to the one that is waited for.
    /// </param>
    public async Task AdvanceUntilAsync(Task end, TimeSpan? step = null)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!end.IsCompleted)
        {
            Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.WhenAny(end, Task.Delay(5, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long Due { get; private set; } = long.MaxValue;

        public bool IsPeriodic => _period > TimeSpan.Zero;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : owner.GetTimestamp() + dueTime.Ticks;
                _period = period;
            }

            return true;
        }

        public void SetNext(long after) => Due = IsPeriodic ? after + _period.Ticks : long.MaxValue;

        public void Run() => callback(state);

        public void Dispose()
        {
            lock (owner._lock) owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
