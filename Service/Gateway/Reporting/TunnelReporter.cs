using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Destinations;

namespace OmsGateway.Gateway.Reporting;

/// <summary>Turns tunnel records into events, counters and meters.</summary>
internal sealed class TunnelReporter(ILogger logger, GatewayMetrics metrics, TimeProvider time)
{
    private const string WorkspaceAdvice = " For a workspace's hosts, connect the monitoring agent on the gateway to the same workspace.";

    private readonly RefusedClients _refusedClients = new(logger, time);
    private long _errors;
    private long _rejections;
    private long _closed;
    private long _bytes;

    /// <summary>Errors since start.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>TLS sessions rejected since start.</summary>
    public long Rejections => Interlocked.Read(ref _rejections);

    /// <summary>Connections closed since start.</summary>
    public long Closures => Interlocked.Read(ref _closed);

    /// <summary>Hosts off the allow list that were asked for last.</summary>
    public DeniedHosts DeniedHosts { get; } = new(time);

    /// <summary>Bytes relayed by closed tunnels, both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>A connection was closed because its client is in none of the networks of AllowedClients.</summary>
    public void ClientRefused(IPEndPoint client)
    {
        metrics.ClientRefused();
        _refusedClients.Add(client);
    }

    /// <summary>The request is complete and valid.</summary>
    public void Requested(TunnelRecord record) => logger.ConnectReceived(record.Id, record.Client, record.Request!);

    /// <summary>The host is not allowed but is let through.</summary>
    public void HostReported(TunnelRecord record)
    {
        DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address, record.Group);
        logger.HostReported(record.Id, record.Request.Host.Value, record.Client, record.Group is { } group ? $" for group {group}" : "");
    }

    /// <summary>The TLS session is verified.</summary>
    public void Verified(TunnelRecord record)
    {
        metrics.Verified(time.GetElapsedTime(record.Started));
        if (logger.IsEnabled(LogLevel.Information))
            logger.TlsVerified(record.Id, record.Client, record.Request!, Name(record.TlsVersion),
                record.ClientCertificate is { } subject ? $", client certificate {subject}" : "");
    }

    /// <summary>The gateway itself failed; the caller still reports the closing.</summary>
    public void Failed(TunnelRecord record, Exception exception) => logger.TunnelFailed(exception, record.Id, record.Client);

    /// <summary>The connection is over, for whatever reason. Called once for each.</summary>
    public void Closed(TunnelRecord record)
    {
        OutcomeMeaning meaning = Outcomes.Of(record.Outcome);
        if (meaning.Counts.HasFlag(OutcomeCounters.Errors)) Interlocked.Increment(ref _errors);
        if (meaning.Counts.HasFlag(OutcomeCounters.Rejections)) Interlocked.Increment(ref _rejections);
        Interlocked.Increment(ref _closed);
        Interlocked.Add(ref _bytes, record.BytesSent + record.BytesReceived);
        TimeSpan duration = time.GetElapsedTime(record.Started);
        metrics.Closed(record, duration);
        Log(meaning.Event, record, record.Detail ?? "");
        if (logger.IsEnabled(LogLevel.Debug))
            logger.Closed(record.Id, record.Outcome, record.Client, record.Request, record.Remote, Name(record.TlsVersion),
                record.ClientCertificate, record.BytesSent, record.BytesReceived, duration.TotalSeconds, record.Detail);
    }

    private void Log(OutcomeEvent told, TunnelRecord record, string detail)
    {
        switch (told)
        {
            case OutcomeEvent.NotConnect:
                logger.NotConnect(record.Id, record.Client, detail);
                break;
            case OutcomeEvent.HostForbidden:
                DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address, record.Group);
                LogForbidden(record, record.Request.Host);
                break;
            case OutcomeEvent.Forbidden:
                logger.Forbidden(record.Id, record.Client, record.Request!, detail);
                break;
            case OutcomeEvent.InvalidClientCertificate:
                logger.InvalidClientCertificate(record.Id, detail, record.Client, record.Request!, OptionOf(record));
                break;
            case OutcomeEvent.TlsRejected:
                logger.TlsRejected(record.Id, record.Client, record.Request!, detail);
                break;
            case OutcomeEvent.HandshakeFailed:
                logger.HandshakeFailed(record.Id, record.Client, record.Request!, detail);
                break;
            case OutcomeEvent.HandshakeEnded:
                logger.HandshakeEnded(record.Id, record.Client, record.Request!, record.Remote!, detail);
                break;
            case OutcomeEvent.ConnectFailed:
                logger.ConnectFailed(record.Id, record.Client, detail);
                break;
            case OutcomeEvent.LimitReached:
                logger.LimitReached(record.Id, record.Client, detail);
                break;
        }
    }

    private void LogForbidden(TunnelRecord record, HostName host)
    {
        string ofGroup = record.Group is { } group ? $" of group {group}" : "";
        if (host.Address is null) logger.HostForbidden(record.Id, host.Value, ofGroup, record.Client, OptionOf(record), record.Group is null ? WorkspaceAdvice : "");
        else logger.AddressForbidden(record.Id, host.Value, ofGroup, record.Client, DestinationPolicy.AddressAdvice);
    }

    // Of the cmdlets that change the lists of the client's group.
    private static string OptionOf(TunnelRecord record) => record.Group is { } group ? $" -Group {group}" : "";

    private static string Name(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => "TLS 1.0",
        TlsVersion.Tls11 => "TLS 1.1",
        TlsVersion.Tls12 => "TLS 1.2",
        TlsVersion.Tls13 => "TLS 1.3",
        _ => "no TLS",
    };
}
