using System.Diagnostics.Metrics;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Gateway.Reporting;

/// <summary>
/// The meter "OmsGateway". Names follow the OpenTelemetry conventions: lower case with dots, durations in seconds.
/// </summary>
internal sealed class GatewayMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OmsGateway";

    // In seconds: what a person waits for, and what an idle tunnel lasts.
    private static readonly InstrumentAdvice<double> SetUpBuckets = Buckets(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30);
    private static readonly InstrumentAdvice<double> DurationBuckets = Buckets(.1, 1, 10, 60, 300, 900, 3_600, 14_400, 86_400);

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _refusedClients;
    private readonly Counter<long> _tunnels;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _setUp;

    public GatewayMetrics(Func<GatewayCounters> read)
    {
        _meter.CreateObservableUpDownCounter(
            "omsgateway.client.connections", () => read().ActiveClientConnections, "{connection}", "Open TCP connections from clients.");
        _meter.CreateObservableGauge("omsgateway.clients", () => read().ConnectedClients, "{client}", "Distinct client addresses of the last minutes.");
        _meter.CreateObservableCounter("omsgateway.errors", () => read().Errors, "{error}", "Errors since start.");
        _meter.CreateObservableCounter("omsgateway.rejections", () => read().Rejections, "{session}", "TLS sessions that did not pass inspection.");
        _refusedClients = _meter.CreateCounter<long>(
            "omsgateway.client.refusals", "{connection}", "Connections closed because AllowedClients does not list the client's network.");
        _tunnels = _meter.CreateCounter<long>("omsgateway.tunnels", "{tunnel}", "Closed connections by outcome.");
        _bytes = _meter.CreateCounter<long>("omsgateway.tunnel.io", "By", "Bytes transferred by closed tunnels, by direction.");
        _duration = _meter.CreateHistogram<double>("omsgateway.tunnel.duration", "s", "Time from accept to close.", null, DurationBuckets);
        _setUp = _meter.CreateHistogram<double>("omsgateway.tunnel.setup.duration", "s", "Time from accept to the verified TLS session.", null, SetUpBuckets);
    }

    /// <summary>The meter, for instruments of others.</summary>
    public Meter Meter => _meter;

    /// <summary>Counts nothing once under each name, so that a reader that has begun counts the first of each as one more.</summary>
    public void Announce()
    {
        _refusedClients.Add(0);
        foreach (TunnelOutcome outcome in Enum.GetValues<TunnelOutcome>())
            if (outcome != TunnelOutcome.Open) _tunnels.Add(0, OutcomeTag(outcome));
        _bytes.Add(0, Sent);
        _bytes.Add(0, Received);
    }

    public void ClientRefused() => _refusedClients.Add(1);

    public void Verified(TimeSpan sinceAccept) => _setUp.Record(sinceAccept.TotalSeconds);

    public void Closed(TunnelRecord record, TimeSpan duration)
    {
        // False while nobody listens to the meter (Instrument.Enabled), which spares each tunnel the tags.
        if (_tunnels.Enabled) _tunnels.Add(1, OutcomeTag(record.Outcome));
        if (_bytes.Enabled)
        {
            _bytes.Add(record.BytesSent, Sent);
            _bytes.Add(record.BytesReceived, Received);
        }

        _duration.Record(duration.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private static KeyValuePair<string, object?> Sent => new("network.io.direction", "transmit");

    private static KeyValuePair<string, object?> Received => new("network.io.direction", "receive");

    private static KeyValuePair<string, object?> OutcomeTag(TunnelOutcome outcome) => new("outcome", OutcomeTable.Of(outcome).Name);
}
