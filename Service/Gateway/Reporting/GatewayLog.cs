using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Reporting;

/// <summary>
/// The events of the gateway. The phrases "Target host (x) is forbidden" and "Invalid Client certificate: x" are those of
/// Microsoft's gateway, because scripts look for them. Those that may be repeated take their level, and what is said of their number.
/// </summary>
internal static partial class GatewayLog
{
    [LoggerMessage(EventIds.Information, LogLevel.Information, "Listening on {EndPoints}.")]
    public static partial void Listening(this ILogger logger, string endPoints);

    [LoggerMessage(EventIds.Information, LogLevel.Information,
        "MaximumTunnels is {Configured}, but no more than {Tunnels} tunnels can be open at once because of {Reason}.")]
    public static partial void TunnelsLimited(this ILogger logger, int configured, int tunnels, string reason);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "{Figures}")]
    public static partial void DayEnded(this ILogger logger, string figures);

    [LoggerMessage(EventIds.Information, LogLevel.Information,
        "The gateway drains: it is no longer ready and refuses new tunnels in {Seconds} seconds; {Open} connections are open and continue. "
        + "{Command} ends it, and so does a restart.")]
    public static partial void DrainBegun(this ILogger logger, double seconds, int open, string command);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "The gateway no longer drains: it is ready and accepts new tunnels.")]
    public static partial void DrainEnded(this ILogger logger);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "Health checks and metrics are at http://{EndPoint}/.")]
    public static partial void HealthListening(this ILogger logger, string endPoint);

    [LoggerMessage(EventIds.WrongConfiguration, LogLevel.Error,
        "{Problem} Until then health checks and metrics are not available; the gateway tries again every {Seconds} seconds.")]
    public static partial void HealthCannotListen(this ILogger logger, string problem, double seconds);

    [LoggerMessage(EventIds.Error, LogLevel.Error, "Unexpected error: a health check or a request for metrics was not answered.")]
    public static partial void HealthFailed(this ILogger logger, Exception error);

    [LoggerMessage(EventIds.Information, LogLevel.Warning,
        "Client {Client}{OfGroup} has fallen silent: it was last seen on {LastSeen:yyyy-MM-dd HH:mm} UTC, {Hours} hours ago, and before that on at least "
        + "{Days} days out of seven. Check that its agent runs and uses this gateway. If the computer was taken out of service, there is nothing to do.")]
    public static partial void ClientSilent(this ILogger logger, string client, string ofGroup, DateTimeOffset lastSeen, long hours, int days);

    [LoggerMessage(EventIds.Information, LogLevel.Warning,
        "{Count} more clients have fallen silent; {Command} lists them. Something "
        + "between them and the gateway may have failed.")]
    public static partial void MoreClientsSilent(this ILogger logger, int count, string command);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "{Open} tunnels are still open; waiting up to {Seconds} seconds for them.")]
    public static partial void Draining(this ILogger logger, int open, double seconds);

    [LoggerMessage(EventIds.Information, LogLevel.Warning, "{Aborted} tunnels had not finished when the service stopped and were closed.")]
    public static partial void DrainAborted(this ILogger logger, int aborted);

    [LoggerMessage(EventIds.Error, LogLevel.Warning, "{Count} tunnels did not end within {Seconds} seconds of being closed; the gateway stops without them.")]
    public static partial void TunnelsLeft(this ILogger logger, int count, double seconds);

    [LoggerMessage(EventIds.Error, LogLevel.Error,
        "A connection could not be accepted ({Error}); trying again. If this continues, close other programs that hold many connections.")]
    public static partial void AcceptFailed(this ILogger logger, string error);

    [LoggerMessage(EventIds.Forbidden, LogLevel.Warning,
        "Client {Client} is forbidden. Its address is in none of the networks of AllowedClients, and its connection was closed. If it is an "
        + "agent, add its network there.")]
    public static partial void ClientForbidden(this ILogger logger, IPEndPoint client);

    [LoggerMessage(EventIds.Forbidden, LogLevel.Warning,
        "Client {Client} is forbidden. Its address is in none of the networks of AllowedClients; {Count} of its connections were closed in the "
        + "last {Minutes:F0} minutes.")]
    public static partial void ClientStillForbidden(this ILogger logger, IPEndPoint client, int count, double minutes);

    [LoggerMessage(EventIds.Forbidden, LogLevel.Warning,
        "More than {Count} clients outside the networks of AllowedClients tried to connect within half an hour; the others are not listed here. "
        + "Something may be scanning the network.")]
    public static partial void MoreClientsForbidden(this ILogger logger, int count);

    [LoggerMessage(EventId = EventIds.ConnectReceived, Message =
        "[{Id}] Got request from {Client}: CONNECT {Target}{Times}")]
    public static partial void ConnectReceived(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, string times);

    [LoggerMessage(EventId = EventIds.NotConnect, Message =
        "[{Id}] Not a valid HTTP CONNECT request from {Client}: {Detail}{Times}")]
    public static partial void NotConnect(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, string detail, string times);

    [LoggerMessage(EventId = EventIds.Forbidden, Message =
        "[{Id}] Target host ({Host}) is forbidden. It is not on the allow list{OfGroup}; client {Client} asked for it. If the host is needed, add it "
        + "with {Command}.{Advice}{Times}")]
    public static partial void HostForbidden(
        this ILogger logger, LogLevel level, long id, string host, string ofGroup, IPEndPoint client, string command, string advice, string times);

    [LoggerMessage(EventId = EventIds.Forbidden, Message =
        "[{Id}] Target host ({Host}) is forbidden. It is not on the allow list{OfGroup}; client {Client} asked for it by its address. {Advice}{Times}")]
    public static partial void AddressForbidden(
        this ILogger logger, LogLevel level, long id, string host, string ofGroup, IPEndPoint client, string advice, string times);

    [LoggerMessage(EventId = EventIds.Forbidden, Message =
        "[{Id}] Target host ({Host}) is forbidden. It was let through for client {Client} because HostPolicy{ForGroup} is ReportOnly.{Times}")]
    public static partial void HostReported(
        this ILogger logger, LogLevel level, long id, string host, IPEndPoint client, string forGroup, string times);

    [LoggerMessage(EventId = EventIds.Forbidden, Message =
        "[{Id}] Request of client {Client} for {Target} is forbidden: {Detail}{Times}")]
    public static partial void Forbidden(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, string detail, string times);

    [LoggerMessage(EventId = EventIds.Forbidden, Message =
        "[{Id}] Invalid Client certificate: {Subject}. Client {Client} is not allowed to use it for {Target}. If it should, add the subject with "
        + "{Command}.{Times}")]
    public static partial void InvalidClientCertificate(
        this ILogger logger, LogLevel level, long id, string subject, IPEndPoint client, ConnectRequest target, string command, string times);

    [LoggerMessage(EventId = EventIds.TlsRejected, Message =
        "[{Id}] TLS session of client {Client} with {Target} was rejected: {Detail}{Times}")]
    public static partial void TlsRejected(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, string detail, string times);

    [LoggerMessage(EventId = EventIds.TlsVerified, Message =
        "[{Id}] TLS session is successfully verified: {Client} with {Target}, {Version}{Certificate}{Times}")]
    public static partial void TlsVerified(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, string version, string certificate, string times);

    [LoggerMessage(EventId = EventIds.HandshakeParsing, Message =
        "[{Id}] TLS handshake of client {Client} with {Target} failed inspection: {Detail}{Times}")]
    public static partial void HandshakeFailed(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, string detail, string times);

    [LoggerMessage(EventId = EventIds.Network, Message =
        "[{Id}] TLS handshake of client {Client} with {Target} at {Remote} failed: {Detail}{Times}")]
    public static partial void HandshakeEnded(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, ConnectRequest target, IPEndPoint remote, string detail, string times);

    [LoggerMessage(EventId = EventIds.Network, Message =
        "[{Id}] No connection for client {Client}: {Detail}{Times}")]
    public static partial void ConnectFailed(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, string detail, string times);

    [LoggerMessage(EventId = EventIds.Error, Message =
        "[{Id}] Connection of client {Client} refused: {Detail}{Times}")]
    public static partial void LimitReached(
        this ILogger logger, LogLevel level, long id, IPEndPoint client, string detail, string times);

    [LoggerMessage(EventIds.Forbidden, LogLevel.Warning,
        "Client {Client} was refused so many different things that for some time further ones are only counted, not written one by one. "
        + "Something may be scanning.")]
    public static partial void TooManyRefusals(this ILogger logger, IPEndPoint client);

    [LoggerMessage(EventIds.Network, LogLevel.Warning,
        "The relay proxy {Proxy} gives no tunnels, and the gateway goes on to the next one on its list until it does. {Problem}{Times}")]
    public static partial void RelayProxyDown(this ILogger logger, string proxy, string problem, string times);

    [LoggerMessage(EventIds.Network, LogLevel.Error,
        "No relay proxy gives tunnels. Each tunnel tries all of them, and fails until one works again. {Problems}{Times}")]
    public static partial void RelayProxiesDown(this ILogger logger, string problems, string times);

    [LoggerMessage(EventIds.Error, LogLevel.Error,
        "Unexpected error while finding out whether the relay proxy {Proxy} gives tunnels again; the gateway tries again.")]
    public static partial void RelayProxyProbeFailed(this ILogger logger, Exception exception, string proxy);

    [LoggerMessage(EventIds.Information, LogLevel.Information, "The relay proxy {Proxy} gives tunnels again.")]
    public static partial void RelayProxyBack(this ILogger logger, string proxy);

    [LoggerMessage(EventIds.Information, LogLevel.Information,
        "The settings of relay proxies that gave no tunnels have changed. The gateway treats the proxies as working until one fails again.")]
    public static partial void RelayProxiesChanged(this ILogger logger);

    [LoggerMessage(EventIds.Error, LogLevel.Error, "[{Id}] Unexpected error in the tunnel of client {Client}; it was closed.")]
    public static partial void TunnelFailed(this ILogger logger, Exception exception, long id, IPEndPoint client);

    [LoggerMessage(EventIds.Error, LogLevel.Error, "Unexpected error while summing up events; tunnels continue.")]
    public static partial void SummaryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.Debug, LogLevel.Debug,
        "[{Id}] Closed: {Outcome}; client {Client}, target {Target} at {Remote}, {TlsVersion}, certificate {Certificate}, {Sent} bytes sent, {Received} "
        + "bytes received, {Seconds:F3} s. {Detail}")]
    public static partial void Closed(
        this ILogger logger, long id, TunnelOutcome outcome, IPEndPoint client, ConnectRequest? target, IPEndPoint? remote, string tlsVersion,
        CertificateSubject? certificate, long sent, long received, double seconds, string? detail);
}
