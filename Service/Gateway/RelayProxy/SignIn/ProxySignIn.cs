namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>
/// Decides which tunnel may try the gateway's credentials at a proxy. Once they were refused none does for a pause that doubles, so
/// that a changed password cannot lock an account; and as long as it is not known whether they are good, one tries and the others
/// wait for what becomes of it.
/// </summary>
/// <param name="time">The clock of the pauses.</param>
/// <param name="shared">The credentials, where other proxies are told them as well; else null.</param>
internal sealed class ProxySignIn(TimeProvider time, SharedCredentials? shared = null)
{
    // How long tunnels follow one whose credentials were accepted: after that, one goes ahead again, which costs each burst a round trip.
    internal static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    // A proxy judges the credentials before it connects to the target. One that is silent for longer waits for the target, and a target
    // out of reach must not hold up all others.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // As a multiple of the first pause.
    private const int LongestPause = 4;

    private readonly Lock _lock = new();
    private SignInAttempt? _trial;
    private long? _acceptedAt;
    private long _refusedAt;
    private int _refusals;

    /// <summary>Grows with each refusal, so that what was under way by then changes nothing any more.</summary>
    private int _generation;

    /// <summary>Asks for leave to try the credentials.</summary>
    /// <param name="pause">How long the first pause is.</param>
    /// <param name="cancel">The connect deadline.</param>
    /// <returns>The attempt, to be disposed of whatever comes of it; null when they were refused and are not to be tried now.</returns>
    public async ValueTask<SignInAttempt?> BeginAsync(TimeSpan pause, CancellationToken cancel)
    {
        while (true)
        {
            Task? settled;
            TimeSpan patience;
            lock (_lock)
            {
                if (Left(pause) > TimeSpan.Zero || (_refusals > 0 && _trial is not null)) return null;
                if (_acceptedAt is { } accepted && time.GetElapsedTime(accepted) < Trust) return new SignInAttempt(this, _generation, 0);
                patience = _trial is null ? TimeSpan.Zero : Patience - time.GetElapsedTime(_trial.Started);
                settled = _trial?.Settled;
                if (patience <= TimeSpan.Zero)
                {
                    var attempt = new SignInAttempt(this, _generation, time.GetTimestamp());
                    settled = shared?.Begin(this, attempt);
                    if (settled is null) return _trial = attempt;
                    patience = Patience;
                }
            }

            await settled!.WaitAsync(patience, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How much of the pause is left.</summary>
    public TimeSpan TimeLeft(TimeSpan pause)
    {
        lock (_lock) return Left(pause);
    }

    /// <summary>The proxy has taken the credentials.</summary>
    internal void Accept(SignInAttempt attempt)
    {
        lock (_lock)
        {
            if (attempt.Generation != _generation) return;
            _refusals = 0;
            _acceptedAt = time.GetTimestamp();
            shared?.Clear();
        }
    }

    /// <summary>The proxy has refused the credentials.</summary>
    /// <returns>The pause that begins with it, or null when one has begun since the attempt was made.</returns>
    internal TimeSpan? Refuse(SignInAttempt attempt, TimeSpan pause)
    {
        lock (_lock)
        {
            if (attempt.Generation != _generation) return null;
            _generation++;
            _refusals++;
            _refusedAt = time.GetTimestamp();
            _acceptedAt = null;
            shared?.Refuse(this, OwnPause(pause));
            return Left(pause);
        }
    }

    /// <summary>The attempt is over.</summary>
    internal void End(SignInAttempt attempt)
    {
        lock (_lock)
        {
            if (_trial == attempt) _trial = null;
            shared?.End(this, attempt);
        }
    }

    private TimeSpan Left(TimeSpan pause)
    {
        TimeSpan elsewhere = shared?.TimeLeft(this) ?? TimeSpan.Zero;
        if (_refusals == 0) return elsewhere;
        TimeSpan left = OwnPause(pause) - time.GetElapsedTime(_refusedAt);
        return left > elsewhere ? left : elsewhere;
    }

    // The shift is limited because C# takes its count modulo 32.
    private TimeSpan OwnPause(TimeSpan first) => first * Math.Min(1 << Math.Min(_refusals - 1, 30), LongestPause);
}
