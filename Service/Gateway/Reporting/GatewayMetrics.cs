using System.Diagnostics.Metrics;

namespace OmsGateway.Gateway.Reporting;

/// <summary>
/// The meter "OmsGateway". Names follow the OpenTelemetry conventions: lower case with dots, durations in seconds.
/// </summary>
internal sealed class GatewayMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OmsGateway";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _refusedClients;
    private readonly Counter<long> _tunnels;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _setUp;

    public GatewayMetrics(Func<GatewayCounters> read)
    {
        _meter.CreateObservableUpDownCounter("omsgateway.client.connections", () => read().ActiveClientConnections, "{connection}", "Open TCP connections from clients.");
        _meter.CreateObservableGauge("omsgateway.clients", () => read().ConnectedClients, "{client}", "Distinct client addresses of the last minutes.");
        _meter.CreateObservableCounter("omsgateway.errors", () => read().Errors, "{error}", "Errors since start.");
        _meter.CreateObservableCounter("omsgateway.rejections", () => read().Rejections, "{session}", "TLS sessions that did not pass inspection.");
        _refusedClients = _meter.CreateCounter<long>("omsgateway.client.refusals", "{connection}", "Connections closed because AllowedClients does not list the client's network.");
        _tunnels = _meter.CreateCounter<long>("omsgateway.tunnels", "{tunnel}", "Closed connections by outcome.");
        _bytes = _meter.CreateCounter<long>("omsgateway.tunnel.io", "By", "Bytes relayed by closed tunnels, by direction.");
        _duration = _meter.CreateHistogram<double>("omsgateway.tunnel.duration", "s", "Time from accept to close.");
        _setUp = _meter.CreateHistogram<double>("omsgateway.tunnel.setup.duration", "s", "Time from accept to the verified TLS session.");
    }

    public void ClientRefused() => _refusedClients.Add(1);

    public void Verified(TimeSpan sinceAccept) => _setUp.Record(sinceAccept.TotalSeconds);

    public void Closed(TunnelRecord record, TimeSpan duration)
    {
        if (_tunnels.Enabled) _tunnels.Add(1, new KeyValuePair<string, object?>("outcome", record.Outcome.ToString()));
        if (_bytes.Enabled)
        {
            _bytes.Add(record.BytesSent, new KeyValuePair<string, object?>("network.io.direction", "transmit"));
            _bytes.Add(record.BytesReceived, new KeyValuePair<string, object?>("network.io.direction", "receive"));
        }

        _duration.Record(duration.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
