using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.Reply;
using OmsGateway.Gateway.RelayProxy.SignIn;

namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>
/// Logging on for one tunnel (RFC 9110 §11.7): takes the best scheme that the proxy offers and the settings allow, and follows its
/// handshake. It goes on to the next only when one does not work on this computer: what the proxy has refused once, curl and
/// SocketsHttpHandler do not try in another way either, and each try could be the one that locks the account.
/// </summary>
internal sealed class ProxyAuthentication(
    RelayProxySettings settings, RelayProxySchemes allowed, RelayProxyState state, IProxyAuthenticatorFactory factory) : IDisposable
{
    // The safest first.
    private static readonly RelayProxySchemes[] Order = [RelayProxySchemes.Negotiate, RelayProxySchemes.Ntlm, RelayProxySchemes.Basic];

    private readonly HashSet<RelayProxySchemes> _tried = [];
    private readonly List<string> _failures = [];
    private IProxyAuthenticator? _current;
    private int _sent;

    /// <summary>What became of each scheme, for the event log; empty when the proxy offers none that is known.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Whether the credentials themselves were refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Answers a 407.</summary>
    /// <param name="reply">The reply with its challenges.</param>
    /// <param name="sameConnection">Whether the answer can go out on the connection that brought the reply.</param>
    /// <param name="cancel">The connect deadline.</param>
    /// <returns>Credentials to send, or null when they were refused or no scheme is left.</returns>
    public async ValueTask<ProxyCredentials?> AnswerAsync(ReplyHead reply, bool sameConnection, CancellationToken cancel)
    {
        Challenge[] challenges = [.. reply.Values("Proxy-Authenticate").SelectMany(ChallengeParser.Parse)];
        if (_current is not null)
        {
            AuthenticatorStep step = await ContinueAsync(FindToken(challenges), sameConnection, cancel).ConfigureAwait(false);
            if (step.Token is not null) return Send(step.Token, _current.IsBoundToConnection);
            // The second message of a handshake carries the credentials, whatever the proxy then answers.
            if (step.Failure is null || step.IsRefusal || _sent > 1) IsRefused = true;
            Reject(step.Failure);
        }

        state.OffersMoreThanBasic = Offers(challenges, RelayProxySchemes.Negotiate) || Offers(challenges, RelayProxySchemes.Ntlm);
        foreach (RelayProxySchemes scheme in Order)
        {
            if (IsRefused) return null;
            if (!Offers(challenges, scheme) || !_tried.Add(scheme)) continue;
            if (FindObjection(scheme) is { } objection)
            {
                _failures.Add($"{Name(scheme)}: {objection}");
                continue;
            }

            // Only a ticket is for a canonical name, and finding that takes a look-up.
            string name = scheme == RelayProxySchemes.Basic ? settings.Host : await state.FindNameAsync(cancel).ConfigureAwait(false);
            IProxyAuthenticator candidate = factory.Create(scheme, settings, name);
            AuthenticatorStep step = await BeginAsync(candidate, cancel).ConfigureAwait(false);
            if (step.Token is not null) return Send(step.Token, continuesHandshake: false);
            IsRefused |= step.IsRefusal;
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

    /// <summary>Takes the proxy's reply for a refusal of what was sent.</summary>
    public void Refuse()
    {
        IsRefused = true;
        Reject();
    }

    public void Dispose() => _current?.Dispose();

    private ProxyCredentials Send(string token, bool continuesHandshake)
    {
        _sent++;
        return new($"{_current!.Scheme} {token}", continuesHandshake);
    }

    private void Reject(string? why = null)
    {
        _failures.Add($"{_current!.Scheme}: {why ?? "the proxy did not accept it"}");
        _current.Dispose();
        _current = null;
        _sent = 0;
    }

    /// <summary>Why the settings do not let a scheme be used, or null.</summary>
    private string? FindObjection(RelayProxySchemes scheme)
    {
        if (allowed != RelayProxySchemes.Automatic)
            return allowed.HasFlag(scheme) ? null : "RelayProxyAuthentication does not allow it";
        return scheme == RelayProxySchemes.Basic && state.OffersMoreThanBasic
            ? "it would show the password and the proxy offers better; RelayProxyAuthentication can allow it"
            : null;
    }

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

    private static bool Offers(Challenge[] challenges, RelayProxySchemes scheme) =>
        challenges.Any(c => c.Scheme.Equals(Name(scheme), StringComparison.OrdinalIgnoreCase));

    private static string Name(RelayProxySchemes scheme) => scheme == RelayProxySchemes.Ntlm ? "NTLM" : scheme.ToString();

    private string? FindToken(IEnumerable<Challenge> challenges) => challenges.FirstOrDefault(
        c => c.Token is not null && c.Scheme.Equals(_current!.Scheme, StringComparison.OrdinalIgnoreCase)).Token;
}
