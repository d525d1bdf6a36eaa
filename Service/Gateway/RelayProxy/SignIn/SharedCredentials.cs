namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>
/// A user name and password that several relay proxies are told. To a directory that counts wrong passwords all of them are one: what two
/// have refused is tried at no third one for a while. The second is asked because the fault may be the first proxy's own.
/// </summary>
internal sealed class SharedCredentials(TimeProvider time)
{
    // Account policies lock after three tries and more.
    private const int MostRefusals = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<ProxySignIn, Refusal> _refusals = [];
    private readonly Dictionary<ProxySignIn, SignInAttempt> _trials = [];

    /// <summary>How long they are not to be tried at a proxy because others have refused them.</summary>
    /// <param name="signIn">The proxy's own account.</param>
    public TimeSpan TimeLeft(ProxySignIn signIn)
    {
        lock (_lock)
        {
            TimeSpan[] left = [.. RefusedElsewhere(signIn).Order()];
            // They may be tried once more when only one of these refusals still counts: after the second longest of the remaining times.
            return left.Length < MostRefusals ? TimeSpan.Zero : left[^MostRefusals];
        }
    }

    /// <summary>Begins to try them at a proxy, unless those who try them elsewhere could use up what may be refused.</summary>
    /// <param name="signIn">The proxy's own account.</param>
    /// <param name="attempt">The attempt, which is counted until it ends or has been silent for too long.</param>
    /// <returns>Null when it has begun; else what to wait for before it is asked again.</returns>
    public Task? Begin(ProxySignIn signIn, SignInAttempt attempt)
    {
        lock (_lock)
        {
            SignInAttempt[] trials =
                [.. _trials.Where(t => t.Key != signIn && time.GetElapsedTime(t.Value.Started) < ProxySignIn.Patience).Select(t => t.Value)];
            if (trials.Length > 0 && trials.Length + RefusedElsewhere(signIn).Count() >= MostRefusals) return trials[0].Settled;
            _trials[signIn] = attempt;
            return null;
        }
    }

    /// <summary>An attempt is over.</summary>
    public void End(ProxySignIn signIn, SignInAttempt attempt)
    {
        lock (_lock)
        {
            if (_trials.GetValueOrDefault(signIn) == attempt) _trials.Remove(signIn);
        }
    }

    /// <summary>A proxy has refused them.</summary>
    /// <param name="signIn">The proxy's own account.</param>
    /// <param name="pause">How long the refusal counts: as long as that proxy's own pause, which doubles.</param>
    public void Refuse(ProxySignIn signIn, TimeSpan pause)
    {
        lock (_lock) _refusals[signIn] = new Refusal(time.GetTimestamp(), pause);
    }

    /// <summary>Nothing is held against them any more: a proxy has taken them, so that who refuses them errs, or the settings have changed.</summary>
    public void Clear()
    {
        lock (_lock) _refusals.Clear();
    }

    private IEnumerable<TimeSpan> RefusedElsewhere(ProxySignIn signIn) => _refusals.Where(r => r.Key != signIn)
        .Select(r => r.Value.Pause - time.GetElapsedTime(r.Value.At)).Where(left => left > TimeSpan.Zero);

    private readonly record struct Refusal(long At, TimeSpan Pause);
}
