using System.Net.Sockets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy.Health;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Requests;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>
/// One tunnel's way through the relay proxies: it asks them in their order until one of them works. Those that are down are passed over,
/// and tried all the same when no other gave a tunnel: to refuse clients because of what was so a moment ago would make an outage longer.
/// </summary>
/// <param name="states">What is known of the relay proxies.</param>
/// <param name="dial">Opens a connection to one.</param>
/// <param name="settings">The settings, with at least one relay proxy.</param>
/// <param name="time">Clock of the shares that the proxies have of the tunnel's time, which begins now.</param>
internal sealed class RelayProxyRoute(
    RelayProxyStates states, Func<RelayProxySettings, CancellationToken, Task<Connection>> dial, GatewaySettings settings, TimeProvider time)
{
    /// <summary>Time to reach a proxy while there are others to try: for a SYN and two more of them (RFC 6298 §2: after 1 and 3 seconds).</summary>
    internal static readonly TimeSpan DialTurn = TimeSpan.FromSeconds(4);

    private readonly IReadOnlyList<RelayProxyState> _relays = states.Of(settings);
    private readonly List<Failure> _failures = [];
    private readonly List<(RelayProxyState Relay, RelayProxyAttempt Attempt)> _attempts = [];
    private readonly long _started = time.GetTimestamp();

    /// <summary>Opens a tunnel, or says why there is none.</summary>
    /// <param name="request">Where the tunnel leads to.</param>
    /// <param name="deadline">Cancelled when the connect timeout is over.</param>
    /// <exception cref="OperationCanceledException">It was over before the last proxy was reached.</exception>
    /// <exception cref="LookUpsBusyException">The last proxy's name was not looked up.</exception>
    public async Task<RelayProxyResult> ConnectAsync(ConnectRequest request, CancellationToken deadline)
    {
        RelayProxyResult? result = null;
        try
        {
            result = await PassAsync(request, isLastResort: false, deadline).ConfigureAwait(false);
            if (result is null && _failures.Count < _relays.Count) result = await PassAsync(request, isLastResort: true, deadline).ConfigureAwait(false);
            return result ?? Join();
        }
        finally
        {
            JudgeUnanswered($"{request}", result);
            // A probe lasts until it is judged: before, the next tunnel would take its place at a proxy that is known to be silent.
            foreach ((RelayProxyState relay, RelayProxyAttempt attempt) in _attempts) relay.Health.End(attempt);
        }
    }

    /// <summary>
    /// Tries a proxy that is down as the next tunnel would, by the same rules for credentials, and closes what it gives. Squid's probe of a
    /// dead peer ends with the TCP connection (src/neighbors.cc, peerProbeConnect), and so does HAProxy's check without
    /// <c>option httpchk</c>; that would call a proxy alive that refuses everybody.
    /// </summary>
    /// <param name="relay">The proxy, one of the settings'.</param>
    /// <param name="target">What it is asked for; null when there is nothing, so that a connection has to do.</param>
    /// <param name="stop">Breaks it off; otherwise it takes the connect timeout at most.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public async Task ProbeAsync(RelayProxyState relay, ConnectRequest? target, CancellationToken stop)
    {
        if (relay.Health.Begin(isLastResort: false) is not { } attempt) return;
        try
        {
            RelayProxyResult result = await AskAsync(relay, attempt, target, settings.ConnectTimeout, stop).ConfigureAwait(false);
            result.Connection?.Dispose();
            Judge(relay, attempt, result);
            if (result.Verdict != RelayProxyVerdict.Unanswered) return;
            if (relay.Health.Suspect(attempt, $"{target}", result.Outcome, result.Detail!)) states.WentDown(_relays, relay);
        }
        finally
        {
            relay.Health.End(attempt);
        }
    }

    /// <summary>Asks those that were not asked yet; null when none of them works.</summary>
    private async Task<RelayProxyResult?> PassAsync(ConnectRequest request, bool isLastResort, CancellationToken deadline)
    {
        foreach (RelayProxyState relay in _relays)
        {
            if (_failures.Exists(f => f.Relay == relay) || relay.Health.Begin(isLastResort) is not { } attempt) continue;
            _attempts.Add((relay, attempt));
            int left = _relays.Count - _failures.Count;
            RelayProxyResult result = await AskAsync(relay, attempt, request, left == 1 ? null : TimeLeft / left, deadline).ConfigureAwait(false);
            Judge(relay, attempt, result);
            if (result.Verdict == RelayProxyVerdict.Works) return result;
            _failures.Add(new Failure(relay, attempt, result));
        }

        return null;
    }

    /// <summary>
    /// Asks one, or only connects to it where there is nothing to ask for. The last one has all the time that is left, before it each its turn.
    /// </summary>
    private async Task<RelayProxyResult> AskAsync(
        RelayProxyState relay, RelayProxyAttempt attempt, ConnectRequest? request, TimeSpan? length, CancellationToken deadline)
    {
        bool isLast = length is null;
        using CancellationTokenSource? share = length is { } span ? StartTurn(span) : null;
        using CancellationTokenSource? turn = share is null ? null : CancellationTokenSource.CreateLinkedTokenSource(deadline, share.Token);
        bool isReached = false;
        try
        {
            CancellationToken cancel = turn?.Token ?? deadline;
            return request is null
                ? new() { Outcome = TunnelOutcome.Open, Connection = await DialAsync(cancel).ConfigureAwait(false) }
                : await new RelayProxyClient(settings, relay, DialAsync).ConnectAsync(request.Host, request.Port, cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            return Unreachable(relay, ConnectError.Explain(e));
        }
        catch (LookUpsBusyException) when (!isLast)
        {
            return new()
            {
                Outcome = TunnelOutcome.LookUpsBusy,
                Detail = $"The name of the relay proxy {relay.Settings.Host} was not looked up: too many others are.",
            };
        }
        catch (OperationCanceledException) when (!isLast && !deadline.IsCancellationRequested)
        {
            // A proxy that was asked and stayed silent is in the result: here another tunnel's sign-in, or getting the credentials, took too long.
            return isReached
                ? new() { Outcome = TunnelOutcome.ConnectTimeout, Detail = $"Signing in to the relay proxy {relay.Settings.Host} took too long to ask it." }
                : Unreachable(relay, $"{SocketError.TimedOut}");
        }
        catch (OperationCanceledException) when (!isReached)
        {
            // The time of the whole tunnel is over, which the caller reports; the proxy counts as down all the same.
            RelayProxyResult result = Unreachable(relay, $"{SocketError.TimedOut}");
            Fail(relay, attempt, result.Outcome, result.Detail!);
            throw;
        }

        async Task<Connection> DialAsync(CancellationToken cancel)
        {
            isReached = false;
            using CancellationTokenSource? limit = isLast ? null : StartTurn(DialTurn);
            using CancellationTokenSource? either = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
            Connection connection = await dial(relay.Settings, either?.Token ?? cancel).ConfigureAwait(false);
            isReached = true;
            return connection;
        }
    }

    private TimeSpan TimeLeft => settings.ConnectTimeout - time.GetElapsedTime(_started);

    // A negative delay would be an error, and one of -1 ms would be for ever.
    private CancellationTokenSource StartTurn(TimeSpan length) => new(length > TimeSpan.Zero ? length : TimeSpan.Zero, time);

    private void Judge(RelayProxyState relay, RelayProxyAttempt attempt, RelayProxyResult result)
    {
        if (result.Verdict == RelayProxyVerdict.Fails) Fail(relay, attempt, result.Outcome, result.Detail!);
        else if (result.Verdict == RelayProxyVerdict.Works && relay.Health.Succeed(attempt)) states.CameBack(_relays, relay);
    }

    private void Fail(RelayProxyState relay, RelayProxyAttempt attempt, TunnelOutcome outcome, string problem)
    {
        if (relay.Health.Fail(attempt, outcome, problem)) states.WentDown(_relays, relay);
    }

    // Where another one gives the tunnel, it was not the target that kept a proxy from answering.
    private void JudgeUnanswered(string authority, RelayProxyResult? result)
    {
        foreach ((RelayProxyState relay, RelayProxyAttempt attempt, RelayProxyResult failure) in _failures)
        {
            if (failure.Verdict != RelayProxyVerdict.Unanswered) continue;
            bool isDown = result is { Outcome: TunnelOutcome.Open }
                ? relay.Health.FailUnanswered(attempt, failure.Outcome, failure.Detail!)
                : relay.Health.Suspect(attempt, authority, failure.Outcome, failure.Detail!);
            if (isDown) states.WentDown(_relays, relay);
        }
    }

    private RelayProxyResult Join()
    {
        if (_failures.Count == 1) return _failures[0].Result;
        TunnelOutcome[] outcomes = [.. _failures.Select(f => f.Result.Outcome)];
        return new()
        {
            Outcome = outcomes.All(o => o == TunnelOutcome.RelayProxyPaused) ? TunnelOutcome.RelayProxyPaused
                : outcomes.All(o => o is TunnelOutcome.RelayProxyPaused or TunnelOutcome.RelayProxyAuthenticationFailed)
                    ? TunnelOutcome.RelayProxyAuthenticationFailed
                : TunnelOutcome.RelayProxyFailed,
            Status = _failures[^1].Result.Status,
            BeginsPause = _failures.Exists(f => f.Result.BeginsPause),
            Detail = $"None of the {_failures.Count} relay proxies gave a tunnel. {string.Join(" ", _failures.Select(f => f.Result.Detail))}",
        };
    }

    private static RelayProxyResult Unreachable(RelayProxyState relay, string why) => new()
    {
        Outcome = TunnelOutcome.RelayProxyFailed,
        IsUnreachable = true,
        Detail = $"The relay proxy {relay.Settings.Host}:{relay.Settings.Port} could not be reached ({why}).",
    };

    private sealed record Failure(RelayProxyState Relay, RelayProxyAttempt Attempt, RelayProxyResult Result);
}
