using System.Diagnostics.Metrics;

namespace OmsGateway.Gateway.Health;

/// <summary>
/// Adds up what a meter measures for as long as it exists, and writes it in Prometheus' text format. The number of series is bounded by the
/// meter, whose tags have a few values each.
/// </summary>
internal sealed class MetricsReader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lock _reading = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public MetricsReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter)) return;
            MetricFamily family = MetricFamily.Of(instrument);
            lock (_lock) _families[family.Name] = family;
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Add(family, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Add(family, value, tags));
        _listener.Start();
    }

    /// <summary>All metrics as they are now, sorted by name.</summary>
    public string Read()
    {
        // One after the other, or a family would be forgotten while another call fills it.
        lock (_reading)
        {
            lock (_lock)
            {
                foreach (MetricFamily family in _families.Values) family.ForgetObserved();
            }

            // Not under the lock, which every tunnel that closes takes.
            _listener.RecordObservableInstruments();
            var text = new PrometheusText();
            lock (_lock)
            {
                foreach (MetricFamily family in _families.Values) family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock) ((MetricFamily)family!).Add(tags, value);
    }
}
