using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Reporting;

/// <summary>Turns tunnel records into events, counters and meters.</summary>
internal sealed class TunnelReporter(ILogger logger, GatewayMetrics metrics, TimeProvider time)
{
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

    /// <summary>The request is complete and valid.</summary>
    public void Requested(TunnelRecord record) => logger.ConnectReceived(record.Id, record.Client, record.Request!);

    /// <summary>The host is not allowed but is let through.</summary>
    public void HostReported(TunnelRecord record)
    {
        DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address);
        logger.HostReported(record.Id, record.Request.Host.Value, record.Client);
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
        if (OutcomeClass.IsError(record.Outcome)) Interlocked.Increment(ref _errors);
        if (OutcomeClass.IsTlsRejection(record.Outcome)) Interlocked.Increment(ref _rejections);
        Interlocked.Increment(ref _closed);
        Interlocked.Add(ref _bytes, record.BytesSent + record.BytesReceived);
        TimeSpan duration = time.GetElapsedTime(record.Started);
        metrics.Closed(record, duration);
        LogRefusal(record, record.Detail ?? "");
        if (logger.IsEnabled(LogLevel.Debug))
            logger.Closed(record.Id, record.Outcome, record.Client, record.Request, record.Remote, Name(record.TlsVersion),
                record.ClientCertificate, record.BytesSent, record.BytesReceived, duration.TotalSeconds, record.Detail);
    }

    private void LogRefusal(TunnelRecord record, string detail)
    {
        switch (record.Outcome)
        {
            case TunnelOutcome.MalformedRequest or TunnelOutcome.NotConnect or TunnelOutcome.RequestTooLarge or TunnelOutcome.RequestTimeout:
                logger.NotConnect(record.Id, record.Client, detail);
                break;
            case TunnelOutcome.ForbiddenHost:
                DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address);
                logger.HostForbidden(record.Id, record.Request.Host.Value, record.Client);
                break;
            case TunnelOutcome.ForbiddenPort or TunnelOutcome.ForbiddenAddress or TunnelOutcome.ClientCertificateMissing:
                logger.Forbidden(record.Id, record.Client, record.Request!, detail);
                break;
            case TunnelOutcome.InvalidClientCertificate:
                logger.InvalidClientCertificate(record.Id, detail, record.Client, record.Request!);
                break;
            case TunnelOutcome.NotTls or TunnelOutcome.UnsupportedTlsVersion or TunnelOutcome.ServerNameMissing or TunnelOutcome.ServerNameMismatch:
                logger.TlsRejected(record.Id, record.Client, record.Request!, detail);
                break;
            case TunnelOutcome.MalformedHandshake or TunnelOutcome.HandshakeTimeout:
                logger.HandshakeFailed(record.Id, record.Client, record.Request!, detail);
                break;
            case TunnelOutcome.TooManyTunnels or TunnelOutcome.TooManyTunnelsOfClient:
                logger.LimitReached(record.Id, record.Client, detail);
                break;
            case TunnelOutcome.NameNotResolved or TunnelOutcome.ConnectFailed or TunnelOutcome.ConnectTimeout
                or TunnelOutcome.RelayProxyFailed or TunnelOutcome.RelayProxyAuthenticationFailed:
                logger.ConnectFailed(record.Id, record.Client, detail);
                break;
        }
    }

    private static string Name(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => "TLS 1.0",
        TlsVersion.Tls11 => "TLS 1.1",
        TlsVersion.Tls12 => "TLS 1.2",
        TlsVersion.Tls13 => "TLS 1.3",
        _ => "no TLS",
    };
}
