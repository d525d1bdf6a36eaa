using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Destinations;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Reporting.Repetition;

namespace OmsGateway.Gateway.Reporting;

/// <summary>Turns tunnel records into events, counters and meters.</summary>
internal sealed class TunnelReporter : IDisposable
{
    private const string WorkspaceAdvice = " For a workspace's hosts, connect the monitoring agent on the gateway to the same workspace.";

    // Marks an event that is written at level Debug only; it tells the PowerShell module that a summary counts this one.
    private const string Repeated = " (repeated)";

    private static readonly TimeSpan TickInterval = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger;
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly RefusedClients _refusedClients;
    private readonly RepetitionCounter _repetitions;
    private readonly DailyEvent _day;
    private readonly ITimer _timer;
    private volatile LogRepetitionMode _repetition;
    private volatile AccessLogReceiver? _accessLog;
    private volatile ClientInventory? _inventory;
    private long _errors;
    private long _rejections;
    private long _closed;
    private long _bytes;

    public TunnelReporter(ILogger logger, GatewayMetrics metrics, TimeProvider time, LogRepetitionMode repetition)
    {
        _logger = logger;
        _metrics = metrics;
        _time = time;
        _repetition = repetition;
        _refusedClients = new RefusedClients(logger, time);
        _repetitions = new RepetitionCounter(time);
        _day = new DailyEvent(logger, time);
        DeniedHosts = new DeniedHosts(time);
        _timer = time.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
    }

    /// <summary>Errors since start.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>TLS sessions rejected since start.</summary>
    public long Rejections => Interlocked.Read(ref _rejections);

    /// <summary>Connections closed since start.</summary>
    public long Closures => Interlocked.Read(ref _closed);

    /// <summary>Hosts off the allow list that were asked for last.</summary>
    public DeniedHosts DeniedHosts { get; }

    /// <summary>Bytes transferred by closed tunnels, both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What went through and what was refused since start.</summary>
    public TrafficFigures Figures => _day.Totals;

    /// <summary>Whether repetitions are counted or written.</summary>
    public LogRepetitionMode Repetition
    {
        get => _repetition;
        set
        {
            _repetition = value;
            // What was counted until now must not be lost.
            if (value == LogRepetitionMode.Each) Write(_repetitions.Take());
        }
    }

    /// <summary>
    /// Takes a line for each connection that is over, but for those that were closed without a byte, as health checks are; or null.
    /// </summary>
    public AccessLogReceiver? AccessLog
    {
        get => _accessLog;
        set => _accessLog = value;
    }

    /// <summary>Keeps who uses the gateway and for what; or null.</summary>
    public ClientInventory? Inventory
    {
        get => _inventory;
        set => _inventory = value;
    }

    /// <summary>A connection was closed because its client is in none of the networks of AllowedClients.</summary>
    public void ClientRefused(IPEndPoint client)
    {
        _metrics.ClientRefused();
        _day.Figures.Refused(TunnelOutcome.ForbiddenClient);
        _refusedClients.Add(client);
    }

    /// <summary>The request is complete and valid.</summary>
    /// <param name="record">The connection.</param>
    /// <param name="decision">What becomes of it: a scan's requests are not to be confused with those that are allowed.</param>
    public void Requested(TunnelRecord record, TunnelOutcome decision) => Tell(OutcomeEvent.Requested, decision, record);

    /// <summary>The host is not allowed but is let through.</summary>
    public void HostReported(TunnelRecord record)
    {
        _day.Figures.Reported();
        DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address, record.Group);
        Tell(OutcomeEvent.HostReported, TunnelOutcome.ForbiddenHost, record);
    }

    /// <summary>The TLS session is verified.</summary>
    public void Verified(TunnelRecord record)
    {
        record.IsVerified = true;
        _metrics.Verified(_time.GetElapsedTime(record.Started));
        _inventory?.Verified(record);
        Tell(OutcomeEvent.Verified, TunnelOutcome.Open, record);
    }

    /// <summary>The gateway itself failed; the caller still reports the closing.</summary>
    public void Failed(TunnelRecord record, Exception exception) => _logger.TunnelFailed(exception, record.Id, record.Client);

    /// <summary>The connection is over, for whatever reason. Called once for each.</summary>
    public void Closed(TunnelRecord record)
    {
        OutcomeMeaning meaning = OutcomeTable.Of(record.Outcome);
        if (meaning.Counts.HasFlag(OutcomeCounters.Errors)) Interlocked.Increment(ref _errors);
        if (meaning.Counts.HasFlag(OutcomeCounters.Rejections)) Interlocked.Increment(ref _rejections);
        Interlocked.Increment(ref _closed);
        Interlocked.Add(ref _bytes, record.BytesSent + record.BytesReceived);
        TimeSpan duration = _time.GetElapsedTime(record.Started);
        _metrics.Closed(record, duration);
        _day.Figures.Add(record);
        _inventory?.Closed(record, meaning.IsRefusal);
        if (record.Outcome != TunnelOutcome.Probe && _accessLog is { } accessLog)
        {
            DateTimeOffset now = _time.GetUtcNow();
            accessLog(now, meaning.Level, AccessLogLine.Of(record, now, duration));
        }

        if (meaning.Event == OutcomeEvent.HostForbidden) DeniedHosts.Add(record.Request!.Host.Value, record.Client.Address, record.Group);
        if (meaning.Event != OutcomeEvent.None) Tell(meaning.Event, record.Outcome, record);
        if (_logger.IsEnabled(LogLevel.Debug))
            _logger.Closed(record.Id, record.Outcome, record.Client, record.Request, record.Remote, Name(record.TlsVersion),
                record.ClientCertificate, record.BytesSent, record.BytesReceived, duration.TotalSeconds, record.Detail);
    }

    /// <summary>Writes what was counted and not written yet, because the gateway stops.</summary>
    public void Flush()
    {
        Write(_repetitions.Take());
        _day.End();
    }

    /// <summary>Writes no more summaries.</summary>
    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        try
        {
            Write(_repetitions.TakeDue());
            _day.Tick();
            _inventory?.Tick();
        }
        catch (Exception e)
        {
            // An exception in a timer's callback would end the process, and reporting must not end tunnels.
            _logger.SummaryFailed(e);
        }
    }

    private void Tell(OutcomeEvent told, TunnelOutcome outcome, TunnelRecord record)
    {
        LogLevel level = TunnelEvents.Of(told).Level;
        // What is not logged is not counted either, and takes no places from what is.
        if (!_logger.IsEnabled(level)) return;
        Occurrence occurrence = record.IsNews || _repetition == LogRepetitionMode.Each ? Occurrence.First
            : _repetitions.Add(Subject.Of(told, outcome, record), record);
        if (occurrence == Occurrence.First) Write(told, record, level, "");
        else if (_logger.IsEnabled(LogLevel.Debug)) Write(told, record, LogLevel.Debug, Repeated);
        if (occurrence == Occurrence.TooMany) _logger.TooManyRefusals(record.Client);
    }

    private void Write(IReadOnlyList<Summary> summaries)
    {
        foreach (Summary summary in summaries)
        {
            TunnelEvent told = TunnelEvents.Of(summary.Event);
            if (summary.Last is { } last) Write(summary.Event, last, told.Level, summary.Suffix);
            else if (_logger.IsEnabled(told.Level)) _logger.Log(told.Level, told.Id, summary.Describe(told.Many), null, static (text, _) => text);
        }
    }

    private void Write(OutcomeEvent told, TunnelRecord record, LogLevel level, string times)
    {
        string detail = record.Detail ?? "";
        switch (told)
        {
            case OutcomeEvent.Requested:
                _logger.ConnectReceived(level, record.Id, record.Client, record.Request!, times);
                break;
            case OutcomeEvent.Verified:
                string certificate = record.ClientCertificate is { } subject ? $", client certificate {subject}" : "";
                _logger.TlsVerified(level, record.Id, record.Client, record.Request!, Name(record.TlsVersion), certificate, times);
                break;
            case OutcomeEvent.HostReported:
                _logger.HostReported(
                    level, record.Id, record.Request!.Host.Value, record.Client, record.Group is { } group ? $" for group {group}" : "", times);
                break;
            case OutcomeEvent.NotConnect:
                _logger.NotConnect(level, record.Id, record.Client, detail, times);
                break;
            case OutcomeEvent.HostForbidden:
                WriteForbidden(record, record.Request!.Host, level, times);
                break;
            case OutcomeEvent.Forbidden:
                _logger.Forbidden(level, record.Id, record.Client, record.Request!, detail, times);
                break;
            case OutcomeEvent.InvalidClientCertificate:
                _logger.InvalidClientCertificate(level, record.Id, detail, record.Client, record.Request!,
                    SystemCommand.OfGroup("Add-OMSGatewayAllowedClientCertificate", "certificates add", record.Group), times);
                break;
            case OutcomeEvent.TlsRejected:
                _logger.TlsRejected(level, record.Id, record.Client, record.Request!, detail, times);
                break;
            case OutcomeEvent.HandshakeFailed:
                _logger.HandshakeFailed(level, record.Id, record.Client, record.Request!, detail, times);
                break;
            case OutcomeEvent.HandshakeEnded:
                _logger.HandshakeEnded(level, record.Id, record.Client, record.Request!, record.Remote!, detail, times);
                break;
            case OutcomeEvent.ConnectFailed:
                _logger.ConnectFailed(level, record.Id, record.Client, detail, times);
                break;
            case OutcomeEvent.LimitReached:
                _logger.LimitReached(level, record.Id, record.Client, detail, times);
                break;
        }
    }

    private void WriteForbidden(TunnelRecord record, HostName host, LogLevel level, string times)
    {
        string ofGroup = record.Group is { } group ? $" of group {group}" : "";
        if (host.Address is not null)
        {
            _logger.AddressForbidden(level, record.Id, host.Value, ofGroup, record.Client, DestinationPolicy.AddressAdvice, times);
            return;
        }

        string command = SystemCommand.OfGroup($"Add-OMSGatewayAllowedHost {host.Value}", $"hosts add {host.Value}", record.Group);
        // Workspaces allow hosts to the clients in no group only.
        _logger.HostForbidden(level, record.Id, host.Value, ofGroup, record.Client, command, record.Group is null ? WorkspaceAdvice : "", times);
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
