using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.Reply;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>
/// Logging on for one tunnel (RFC 9110 §11.7): takes the best scheme that the proxy offers, follows its handshake, and goes
/// on to the next when it fails. Each scheme is tried once, so that a wrong password cannot lock an account by looping.
/// </summary>
internal sealed class ProxyAuthentication(RelayProxySettings settings, IProxyAuthenticatorFactory factory) : IDisposable
{
    private readonly HashSet<AuthenticationScheme> _tried = [];
    private readonly List<string> _failures = [];
    private IProxyAuthenticator? _current;

    /// <summary>What became of each scheme, for the event log; empty when the proxy offers none that is known.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Answers a 407.</summary>
    /// <param name="reply">The reply with its challenges.</param>
    /// <param name="sameConnection">Whether the answer can go out on the connection that brought the reply.</param>
    /// <param name="cancel">The connect deadline.</param>
    /// <returns>Credentials to send, or null when no scheme is left.</returns>
    public async ValueTask<ProxyCredentials?> AnswerAsync(ReplyHead reply, bool sameConnection, CancellationToken cancel)
    {
        Challenge[] challenges = [.. reply.Values("Proxy-Authenticate").SelectMany(ChallengeParser.Parse)];
        if (_current is not null)
        {
            AuthenticatorStep step = await ContinueAsync(FindToken(challenges), sameConnection, cancel).ConfigureAwait(false);
            if (step.Token is not null) return new($"{_current.Scheme} {step.Token}", _current.IsBoundToConnection);
            Reject(step.Failure);
        }

        foreach (AuthenticationScheme scheme in Enum.GetValues<AuthenticationScheme>())
        {
            bool offered = challenges.Any(c => c.Scheme.Equals(scheme.ToString(), StringComparison.OrdinalIgnoreCase));
            if (!offered || !_tried.Add(scheme)) continue;
            IProxyAuthenticator candidate = factory.Create(scheme, settings);
            AuthenticatorStep step = await BeginAsync(candidate, cancel).ConfigureAwait(false);
            if (step.Token is not null) return new($"{candidate.Scheme} {step.Token}", continuesHandshake: false);
            Reject(step.Failure ?? "it has nothing to send");
        }

        return null;
    }

    /// <summary>Checks the token that a proxy may add to its success to prove its own identity (RFC 4559 §5).</summary>
    /// <returns>False when there is one and it is wrong.</returns>
    public async ValueTask<bool> ConfirmAsync(ReplyHead reply, CancellationToken cancel)
    {
        if (_current is not { IsBoundToConnection: true }) return true;
        // RFC 4559 names the first field; Squid writes the second (RFC 9110 §11.7.3).
        IEnumerable<string> values = [.. reply.Values("Proxy-Authenticate"), .. reply.Values("Proxy-Authentication-Info")];
        string? token = FindToken([.. values.SelectMany(ChallengeParser.Parse)]);
        if (token is null) return true;
        AuthenticatorStep step = await _current.NextAsync(token, cancel).ConfigureAwait(false);
        if (step.Failure is null) return true;
        Reject("the proxy could not prove its own identity");
        return false;
    }

    /// <summary>Gives up the scheme in progress.</summary>
    /// <param name="why">Why, when it is not that the proxy said no.</param>
    public void Reject(string? why = null)
    {
        _failures.Add($"{_current!.Scheme}: {why ?? "the proxy did not accept it"}");
        _current.Dispose();
        _current = null;
    }

    public void Dispose() => _current?.Dispose();

    private ValueTask<AuthenticatorStep> ContinueAsync(string? token, bool sameConnection, CancellationToken cancel)
    {
        if (token is null || !_current!.IsBoundToConnection) return new(AuthenticatorStep.Complete);
        return sameConnection
            ? _current.NextAsync(token, cancel)
            : new(AuthenticatorStep.Fail("the proxy closed the connection in the middle of the handshake"));
    }

    private ValueTask<AuthenticatorStep> BeginAsync(IProxyAuthenticator candidate, CancellationToken cancel)
    {
        // Owned before it is awaited, so that a deadline in between leaks nothing.
        _current = candidate;
        return candidate.NextAsync(null, cancel);
    }

    private string? FindToken(IEnumerable<Challenge> challenges) => challenges.FirstOrDefault(
        c => c.Token is not null && c.Scheme.Equals(_current!.Scheme, StringComparison.OrdinalIgnoreCase)).Token;
}
