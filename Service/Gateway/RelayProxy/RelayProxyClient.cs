using System.Net;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.RelayProxy.Reply;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>Asks an upstream HTTP proxy for tunnels with CONNECT (RFC 9110 §9.3.6), and logs on when it is told to (§11.7).</summary>
/// <param name="settings">The settings that say how to sign in.</param>
/// <param name="state">The proxy, and what the gateway has learnt of it.</param>
/// <param name="dial">Opens a connection to the proxy; called again when an answer to a 407 needs another one.</param>
/// <param name="authenticators">Stand in for the operating system's in a test.</param>
internal sealed class RelayProxyClient(
    GatewaySettings settings,
    RelayProxyState state,
    Func<CancellationToken, Task<Connection>> dial,
    IProxyAuthenticatorFactory? authenticators = null)
{
    private readonly RelayProxySettings _relay = state.Settings;
    private readonly IProxyAuthenticatorFactory _authenticators = authenticators ?? ProxyAuthenticatorFactory.Instance;

    /// <summary>
    /// Opens a tunnel. What <c>dial</c> throws escapes, and an <see cref="OperationCanceledException"/> while the operating
    /// system prepares credentials; everything the proxy does is in the result.
    /// </summary>
    /// <param name="target">The host the tunnel leads to.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancel">The connect deadline.</param>
    public async Task<RelayProxyResult> ConnectAsync(HostName target, int port, CancellationToken cancel)
    {
        string authority = ConnectMessage.Authority(target, port);
        var report = new RelayProxyReport(_relay, authority, Remedy);
        using var authentication = new ProxyAuthentication(_relay, settings.RelayProxyAuthentication, state, _authenticators);
        SignInAttempt? attempt = null;
        ProxyCredentials? credentials = null;
        var connection = new ProxyConnection(await dial(cancel).ConfigureAwait(false));
        try
        {
            for (int round = 0; round < RelayProxyLimits.Rounds; round++)
            {
                ProxyReply reply = await connection
                    .ExchangeAsync(ConnectMessage.Write(authority, credentials?.Value), cancel).ConfigureAwait(false);
                ProxyCredentials? sent = credentials;
                bool startsAfresh = true;
                if (reply.Head is { IsTunnel: true } success)
                {
                    attempt?.Accept();
                    return await authentication.ConfirmAsync(success, cancel).ConfigureAwait(false)
                        ? Open(connection, success.Status)
                        : report.NotAuthenticated(success, authentication.Failures, sent);
                }

                if (reply.Head is { Status: (int)HttpStatusCode.ProxyAuthenticationRequired } challenge)
                {
                    // Before the credentials are touched: to get a ticket the operating system shows them to the domain.
                    attempt ??= await state.SignIn.BeginAsync(settings.RelayProxyPause, cancel).ConfigureAwait(false);
                    if (attempt is null) return report.Paused(state.SignIn.TimeLeft(settings.RelayProxyPause));
                    credentials = await authentication.AnswerAsync(challenge, reply.IsReusable, cancel).ConfigureAwait(false);
                    if (credentials is null)
                    {
                        return authentication.IsRefused
                            ? Refuse(challenge, sent)
                            : report.NotAuthenticated(challenge, authentication.Failures, sent);
                    }

                    // A connection that has carried part of one handshake cannot begin another.
                    startsAfresh = !credentials.ContinuesHandshake && (sent is not null || !reply.IsReusable);
                }
                else if (reply.Head is not null)
                {
                    // Tinyproxy rejects credentials with 401 where RFC 9110 §15.5.8 has 407.
                    if (sent is null || reply.Head.Status != (int)HttpStatusCode.Unauthorized)
                    {
                        if (IsOfTarget(reply.Head)) attempt?.Accept();
                        return report.Refused(reply.Head, sent);
                    }

                    authentication.Refuse();
                    return Refuse(reply.Head, sent);
                }
                else if (!ClosedAfterChallenge(reply, connection, sent))
                {
                    return report.NoReply(reply.Outcome);
                }

                if (!startsAfresh) continue;
                connection.Dispose();
                connection = new ProxyConnection(await dial(cancel).ConfigureAwait(false));
            }

            return Pause(report.TooManyRounds);

            RelayProxyResult Refuse(ReplyHead reply, ProxyCredentials? sent) =>
                Pause(pause => report.NotAuthenticated(reply, authentication.Failures, sent, pause));

            RelayProxyResult Pause(Func<TimeSpan, RelayProxyResult> tell) => attempt!.Refuse(settings.RelayProxyPause) is { } pause
                ? tell(pause)
                : report.Paused(state.SignIn.TimeLeft(settings.RelayProxyPause));
        }
        finally
        {
            attempt?.Dispose();
            connection.Dispose();
        }
    }

    private string Remedy => settings switch
    {
        { RelayProxyMode: RelayProxyMode.System } => "give it a user name and password in the system's settings, where these can hold them",
        { RelayProxy: { } first } when (first.Host, first.Port) != (_relay.Host, _relay.Port) =>
            "set RelayProxyShareCredentials to true if the user name and password of the first relay proxy are for this one as well",
        _ => $"set its user name and password with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}",
    };

    // Some proxies close after a 407 without saying so in it; what begins a handshake can then go over another connection.
    private static bool ClosedAfterChallenge(ProxyReply reply, ProxyConnection connection, ProxyCredentials? sent) =>
        reply.Outcome == ReplyOutcome.ClosedSilently && connection.Requests > 1 && sent is { ContinuesHandshake: false };

    // What a proxy answers when it has tried the target, for which it must have taken the credentials.
    private static bool IsOfTarget(ReplyHead reply) =>
        reply.Status is (int)HttpStatusCode.BadGateway or (int)HttpStatusCode.ServiceUnavailable or (int)HttpStatusCode.GatewayTimeout;

    private static RelayProxyResult Open(ProxyConnection connection, int status)
    {
        (Connection tunnel, ReadOnlyMemory<byte> leftover) = connection.Release();
        return new() { Outcome = TunnelOutcome.Open, Connection = tunnel, Leftover = leftover, Status = status };
    }
}
