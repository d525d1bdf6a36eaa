using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.RelayProxy.Health;

/// <summary>
/// Whether one relay proxy gives tunnels, learnt from those that ask it. After a failure it is passed over for a time that grows with
/// each further one; then a single tunnel tries it, so that a proxy that is still down costs one of them its time and not all. Where no tunnel
/// comes the gateway tries it itself.
/// </summary>
internal sealed class RelayProxyHealth(TimeProvider time)
{
    /// <summary>Time for which a proxy is passed over after its first failure; it doubles with each further one.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest such time: a proxy that is back is used again that late at most.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Time that clients have to try a proxy once it is due, before the gateway does it for them.</summary>
    internal static readonly TimeSpan ClientsTurn = TimeSpan.FromSeconds(1);

    /// <summary>Time without a failure after which the first one is a first one again: a proxy that comes and goes is tried, and reported, ever less.</summary>
    internal static readonly TimeSpan Probation = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _generation;
    private int _answers;
    private int _failures;
    private bool _isDown;
    private bool _isProbed;
    private long _changedAt;
    private long _failedAt;
    private string? _problem;
    private TunnelOutcome _outcome;
    private DateTimeOffset _downSince;
    private DateTimeOffset _lastTried;
    private string? _unansweredTarget;

    /// <summary>Whether it is passed over.</summary>
    public bool IsDown
    {
        get
        {
            lock (_lock) return _isDown;
        }
    }

    /// <summary>Whether it is to be tried, and no client has come to do so.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (_lock) return _isDown && !_isProbed && time.GetElapsedTime(_failedAt) >= Pause + ClientsTurn;
        }
    }

    /// <summary>Since when it gives no tunnels and when it was asked last (UTC), and why it gave none; null when nothing is known against it.</summary>
    public (DateTimeOffset Since, DateTimeOffset LastTried, string Problem)? Trouble
    {
        get
        {
            lock (_lock) return _isDown ? (_downSince, _lastTried, _problem!) : null;
        }
    }

    /// <summary>Asks for a turn, whose outcome is to be told and which is to be ended.</summary>
    /// <param name="isLastResort">Whether it is asked for although the proxy is down, because no other gave a tunnel.</param>
    /// <returns>Null when the proxy is down and not to be tried now.</returns>
    public RelayProxyAttempt? Begin(bool isLastResort)
    {
        lock (_lock)
        {
            if (!_isDown) return new RelayProxyAttempt(_generation, _answers, false);
            if (!_isProbed && time.GetElapsedTime(_failedAt) >= Pause)
            {
                _isProbed = true;
                return new RelayProxyAttempt(_generation, _answers, true);
            }

            return isLastResort ? new RelayProxyAttempt(_generation, _answers, false) : null;
        }
    }

    /// <summary>The proxy has done its part: it gave a tunnel, or said why the target cannot be had.</summary>
    /// <returns>Whether it was down until now.</returns>
    public bool Succeed(RelayProxyAttempt attempt)
    {
        lock (_lock)
        {
            _answers++;
            if (attempt.Generation != _generation) return false;
            _unansweredTarget = null;
            if (!_isDown) return false;
            _isDown = false;
            _generation++;
            _changedAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>The proxy gives no tunnels: it cannot be reached or does not take the credentials.</summary>
    /// <param name="attempt">The turn.</param>
    /// <param name="outcome">What became of the tunnel.</param>
    /// <param name="problem">A sentence that says so.</param>
    /// <returns>Whether that is news: it is down from now on, or for another reason.</returns>
    public bool Fail(RelayProxyAttempt attempt, TunnelOutcome outcome, string problem)
    {
        lock (_lock) return FailLocked(attempt, outcome, problem);
    }

    /// <summary>
    /// The proxy gave no answer where another one gave a tunnel to the same target. One that has answered others meanwhile works all the same:
    /// a target may let in one proxy and not the other.
    /// </summary>
    /// <param name="attempt">The turn.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="problem">A sentence that says so.</param>
    /// <returns>Whether it is down from now on.</returns>
    public bool FailUnanswered(RelayProxyAttempt attempt, TunnelOutcome outcome, string problem)
    {
        lock (_lock) return attempt.Answers == _answers && FailLocked(attempt, outcome, problem);
    }

    /// <summary>
    /// The proxy gave no answer, which may be the target's doing: it waits for one that is silent, or is told to drop those who ask for
    /// it. A second target in a row makes it the proxy's, unless it has answered others meanwhile: tunnels that ask for two silent targets
    /// at once give up at once too.
    /// </summary>
    /// <param name="attempt">The turn.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="outcome">What became of the tunnel.</param>
    /// <param name="problem">A sentence that says so.</param>
    /// <returns>Whether it is down from now on.</returns>
    public bool Suspect(RelayProxyAttempt attempt, string target, TunnelOutcome outcome, string problem)
    {
        lock (_lock)
        {
            if (attempt.Generation != _generation || attempt.Answers != _answers) return false;
            if (!_isDown && (_unansweredTarget is null || _unansweredTarget == target))
            {
                _unansweredTarget = target;
                return false;
            }

            return FailLocked(attempt, outcome, problem);
        }
    }

    /// <summary>The turn is over.</summary>
    public void End(RelayProxyAttempt attempt)
    {
        if (!attempt.IsProbe) return;
        lock (_lock) _isProbed = false;
    }

    private TimeSpan Pause
    {
        get
        {
            // C# shifts by the count modulo 32: without a limit the pause would some day begin at a second again.
            TimeSpan pause = FirstPause * (1 << Math.Min(_failures - 1, 10));
            return pause < LongestPause ? pause : LongestPause;
        }
    }

    private bool FailLocked(RelayProxyAttempt attempt, TunnelOutcome outcome, string problem)
    {
        if (attempt.Generation != _generation) return false;
        long now = time.GetTimestamp();
        _lastTried = time.GetUtcNow();
        if (_isDown)
        {
            _problem = problem;
            // Those that tried it as a last resort, however many, must not put off the next probe.
            if (!attempt.IsProbe) return false;
            _failures++;
            _failedAt = now;
            // A pause follows a refusal that was logged.
            bool isOther = outcome != _outcome && outcome != TunnelOutcome.RelayProxyPaused;
            if (isOther) _outcome = outcome;
            return isOther;
        }

        _failures = _failures > 0 && time.GetElapsedTime(_changedAt, now) < Probation ? _failures + 1 : 1;
        _isDown = true;
        _generation++;
        (_changedAt, _failedAt, _downSince, _problem, _outcome) = (now, now, _lastTried, problem, outcome);
        _unansweredTarget = null;
        return true;
    }
}
