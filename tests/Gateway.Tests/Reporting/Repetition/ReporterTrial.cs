using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Requests;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting.Repetition;

/// <summary>A reporter that is told of tunnels without sockets, and a clock that the test moves.</summary>
internal sealed class ReporterTrial : IDisposable
{
    private readonly GatewayMetrics _metrics = new(() => default);
    private long _id;

    public ReporterTrial(LogLevel level = LogLevel.Information, LogRepetitionMode repetition = LogRepetitionMode.Summarize)
    {
        Level = level;
        Reporter = new TunnelReporter(new LevelledLogger(this), _metrics, Time, repetition);
    }

    /// <summary>The setting LogLevel, which may change at any time.</summary>
    public LogLevel Level { get; set; }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public TunnelReporter Reporter { get; }

    /// <summary>The events of an id, without the number of the connection.</summary>
    public string[] Written(int id) =>
        [.. Log.Events.Where(e => e.Id == id).Select(e => e.Message[(e.Message.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart())];

    public TunnelRecord Record(string client, string host, string? group = null) => new()
    {
        Id = ++_id,
        Started = Time.GetTimestamp(),
        Client = new IPEndPoint(IPAddress.Parse(client), 50000),
        Request = new ConnectRequest(HostName.Parse(host), 443),
        Group = group,
        TlsVersion = TlsVersion.Tls13,
    };

    /// <summary>A tunnel that is allowed, verified and closed.</summary>
    public void Send(string client, string host, long bytes = 0) => Send(Record(client, host), bytes);

    public void Send(TunnelRecord record, long bytes = 0)
    {
        Reporter.Requested(record, TunnelOutcome.Open);
        Reporter.Verified(record);
        (record.Outcome, record.BytesSent) = (TunnelOutcome.Completed, bytes);
        Reporter.Closed(record);
    }

    /// <summary>A request that is refused, or a session that is.</summary>
    public void Refuse(string client, string host, TunnelOutcome outcome = TunnelOutcome.ForbiddenHost, string? detail = null, string? group = null)
    {
        TunnelRecord record = Record(client, host, group);
        Reporter.Requested(record, OutcomeTable.IsTlsRejection(outcome) ? TunnelOutcome.Open : outcome);
        (record.Outcome, record.Detail) = (outcome, detail);
        Reporter.Closed(record);
    }

    public void Dispose()
    {
        Reporter.Dispose();
        _metrics.Dispose();
    }

    private sealed class LevelledLogger(ReporterTrial trial) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= trial.Level;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) trial.Log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
