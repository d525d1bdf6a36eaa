using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.RelayProxy.Reply;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>Asks an upstream HTTP proxy for tunnels with CONNECT (RFC 9110 §9.3.6), and logs on when it is told to (§11.7).</summary>
internal sealed class RelayProxyClient
{
    private readonly RelayProxySettings _settings;
    private readonly Func<CancellationToken, Task<Socket>> _dial;
    private readonly IProxyAuthenticatorFactory _authenticators;

    /// <summary>A client of one proxy.</summary>
    /// <param name="settings">The proxy and its credentials.</param>
    /// <param name="dial">Opens a connection to the proxy; called again when an answer to a 407 needs another one.</param>
    public RelayProxyClient(RelayProxySettings settings, Func<CancellationToken, Task<Socket>> dial)
        : this(settings, dial, ProxyAuthenticatorFactory.Instance)
    {
    }

    internal RelayProxyClient(
        RelayProxySettings settings, Func<CancellationToken, Task<Socket>> dial, IProxyAuthenticatorFactory authenticators)
    {
        _settings = settings;
        _dial = dial;
        _authenticators = authenticators;
    }

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
        var report = new RelayProxyReport(_settings, authority);
        using var authentication = new ProxyAuthentication(_settings, _authenticators);
        ProxyCredentials? credentials = null;
        var connection = new ProxyConnection(await _dial(cancel).ConfigureAwait(false));
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
                    return await authentication.ConfirmAsync(success, cancel).ConfigureAwait(false)
                        ? Open(connection, success.Status)
                        : report.NotAuthenticated(success, authentication.Failures, sent);
                }

                if (reply.Head is { Status: (int)HttpStatusCode.ProxyAuthenticationRequired } challenge)
                {
                    credentials = await authentication.AnswerAsync(challenge, reply.IsReusable, cancel).ConfigureAwait(false);
                    if (credentials is null) return report.NotAuthenticated(challenge, authentication.Failures, sent);
                    // A connection that has carried part of another handshake is not neutral ground any more.
                    startsAfresh = !credentials.ContinuesHandshake && (sent is not null || !reply.IsReusable);
                }
                else if (reply.Head is not null)
                {
                    // Tinyproxy rejects credentials with 401 where RFC 9110 §15.5.8 has 407.
                    if (sent is null || reply.Head.Status != (int)HttpStatusCode.Unauthorized)
                        return report.Refused(reply.Head, sent);
                    authentication.Reject();
                    return report.NotAuthenticated(reply.Head, authentication.Failures, sent);
                }
                else if (!ClosedAfterChallenge(reply, connection, sent))
                {
                    return report.NoReply(reply.Outcome);
                }

                if (!startsAfresh) continue;
                connection.Dispose();
                connection = new ProxyConnection(await _dial(cancel).ConfigureAwait(false));
            }

            return report.TooManyRounds();
        }
        finally
        {
            connection.Dispose();
        }
    }

    // Some proxies close after a 407 without saying so in it; what begins a handshake can then go over another connection.
    private static bool ClosedAfterChallenge(ProxyReply reply, ProxyConnection connection, ProxyCredentials? sent) =>
        reply.Outcome == ReplyOutcome.ClosedSilently && connection.Requests > 1 && sent is { ContinuesHandshake: false };

    private static RelayProxyResult Open(ProxyConnection connection, int status)
    {
        (Socket socket, ReadOnlyMemory<byte> leftover) = connection.Release();
        return new() { Outcome = TunnelOutcome.Open, Socket = socket, Leftover = leftover, Status = status };
    }
}
