using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.RelayProxy.Reply;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>Says in one sentence why there is no tunnel, and what an administrator can do about it.</summary>
/// <param name="settings">The proxy.</param>
/// <param name="authority">What it was asked for.</param>
/// <param name="remedy">What an administrator can do where it wants credentials.</param>
internal sealed class RelayProxyReport(RelayProxySettings settings, string authority, string remedy)
{
    private readonly string _proxy = $"The relay proxy {settings.Host}:{settings.Port}";

    /// <summary>No reply that could be understood.</summary>
    public RelayProxyResult NoReply(ReplyOutcome outcome) => new()
    {
        Outcome = TunnelOutcome.RelayProxyFailed,
        Detail = $"{_proxy} " + outcome switch
        {
            ReplyOutcome.TimedOut =>
                $"did not answer the request for {authority} in time: check that it works and can reach that host.",
            ReplyOutcome.ClosedSilently =>
                "closed the connection without an answer: check that it is an HTTP proxy and admits this computer.",
            ReplyOutcome.Closed => "closed the connection in the middle of its answer: check the proxy's own log.",
            ReplyOutcome.NotHttp =>
                "did not answer with HTTP/1.x: check that address and port are those of a plain (not TLS) HTTP proxy.",
            ReplyOutcome.TooLarge =>
                $"sent a reply head of more than {RelayProxyLimits.HeadBytes} bytes: check that it is an HTTP proxy.",
            ReplyOutcome.TooManyFields =>
                $"sent more than {RelayProxyLimits.HeadFields} header fields: check that it is an HTTP proxy.",
            ReplyOutcome.TooManyInterim =>
                $"sent more than {RelayProxyLimits.InterimReplies} interim replies and no final one: check the proxy's own log.",
            _ => "sent a malformed HTTP reply: check that it is an HTTP proxy.",
        },
    };

    /// <summary>A final reply that is neither a tunnel nor a challenge.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="sent">What was sent to log on, to keep it out of the report should the proxy repeat it.</param>
    public RelayProxyResult Refused(ReplyHead reply, ProxyCredentials? sent) => new()
    {
        Outcome = TunnelOutcome.RelayProxyFailed,
        Status = reply.Status,
        Detail = $"{_proxy} answered '{StatusOf(reply, sent)}' to the request for {authority}: " + reply.Status switch
        {
            400 or 405 or 501 => "check that it is an HTTP proxy that allows CONNECT.",
            >= 400 and < 500 => "allow this computer, the host and the port in the proxy's rules.",
            >= 500 => "check that the proxy itself can resolve and reach the host.",
            _ => "check that address and port are those of an HTTP proxy.",
        },
    };

    /// <summary>The proxy's last word is that it wants credentials, or it failed to prove who it is.</summary>
    /// <param name="reply">The last reply.</param>
    /// <param name="failures">What became of each scheme.</param>
    /// <param name="sent">As for <see cref="Refused"/>.</param>
    /// <param name="pause">How long the credentials are not tried again, because the proxy has refused them.</param>
    public RelayProxyResult NotAuthenticated(
        ReplyHead reply, IReadOnlyList<string> failures, ProxyCredentials? sent, TimeSpan pause = default)
    {
        string tried = failures.Count == 0 ? "it offers neither Negotiate nor NTLM nor Basic" : string.Join("; ", failures);
        return new()
        {
            Outcome = TunnelOutcome.RelayProxyAuthenticationFailed,
            Status = reply.Status,
            BeginsPause = pause != default,
            Detail = $"{_proxy} answered '{StatusOf(reply, sent)}' ({tried}): {remedy}, or let it admit this computer without.{Announce(pause)}",
        };
    }

    /// <summary>No sign-in, because one was refused not long ago.</summary>
    /// <param name="left">How long no other is made.</param>
    public RelayProxyResult Paused(TimeSpan left) => new()
    {
        Outcome = TunnelOutcome.RelayProxyPaused,
        Status = (int)HttpStatusCode.ProxyAuthenticationRequired,
        Detail = $"{_proxy} has refused the gateway's credentials, which are not tried again for {Minutes(left)} or until its settings change.",
    };

    /// <summary>A handshake that goes on and on.</summary>
    /// <param name="pause">How long the credentials are not tried again.</param>
    public RelayProxyResult TooManyRounds(TimeSpan pause) => new()
    {
        Outcome = TunnelOutcome.RelayProxyAuthenticationFailed,
        Status = 407,
        BeginsPause = true,
        Detail = $"{_proxy} did not finish authentication within {RelayProxyLimits.Rounds} requests: check the proxy's own log.{Announce(pause)}",
    };

    private static string Announce(TimeSpan pause) => pause == default
        ? ""
        : $" So as not to lock the account, nothing is tried with these credentials for {Minutes(pause)}; "
            + "until then, or until the proxy's settings change, tunnels are refused.";

    private static string Minutes(TimeSpan time) => time.TotalMinutes > 1 ? $"{Math.Ceiling(time.TotalMinutes):0} minutes" : "a minute";

    private string StatusOf(ReplyHead reply, ProxyCredentials? sent)
    {
        string reason = Printable(reply.Reason);
        // A proxy may repeat what it was sent; neither the password nor the token may reach a log.
        bool isQuotable = reason.Length > 0 && !Repeats(reason, settings.Password) && !Repeats(reason, sent?.Value.Split(' ')[^1]);
        return isQuotable ? $"{reply.Status} {Shorten(reason)}" : $"{reply.Status}";
    }

    private static bool Repeats(string reason, string? secret) =>
        !string.IsNullOrEmpty(secret) && reason.Contains(secret, StringComparison.Ordinal);

    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c))).Trim();

    private static string Shorten(string text) =>
        text.Length <= RelayProxyLimits.ReasonCharacters ? text : $"{text[..RelayProxyLimits.ReasonCharacters]}…";
}
