using System.Diagnostics.Metrics;

namespace OmsGateway.Gateway.Health;

/// <summary>
/// What one instrument has measured. Its name and type follow OpenTelemetry's "Prometheus and OpenMetrics Compatibility", so that they are
/// those that a collector makes of the same meter. Not thread-safe.
/// </summary>
/// <param name="name">The name in Prometheus.</param>
/// <param name="type">counter, gauge or histogram.</param>
/// <param name="help">A sentence.</param>
/// <param name="isObserved">Whether the instrument gives its present values when it is asked, and does not add.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets but for the last.</param>
internal sealed class MetricFamily(string name, string type, string help, bool isObserved, IReadOnlyList<double> bounds)
{
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    // The same series by their single tag, or none: what is measured for each tunnel has at most one, and its labels are then not built each time.
    private readonly Dictionary<(string Key, object? Value), Series> _byTag = [];

    public string Name => name;

    /// <summary>The family of an instrument.</summary>
    public static MetricFamily Of(Instrument instrument)
    {
        IReadOnlyList<double>? bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;
        bool isCounter = instrument is Counter<long> or ObservableCounter<long>;
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            // A unit in braces is an annotation (UCUM), which is not part of the name.
            _ => "",
        };
        return new MetricFamily(
            instrument.Name.Replace('.', '_') + unit + (isCounter ? "_total" : ""), isCounter ? "counter" : bounds is null ? "gauge" : "histogram",
            instrument.Description ?? "", instrument.IsObservable, bounds ?? []);
    }

    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, double value)
    {
        Series series = SeriesOf(tags);
        series.Count++;
        series.Sum = isObserved ? value : series.Sum + value;
        int bucket = 0;
        // A bucket includes its bound: its label is le, "less than or equal".
        while (bucket < bounds.Count && value > bounds[bucket]) bucket++;
        if (bucket < bounds.Count) series.Buckets[bucket]++;
    }

    /// <summary>Forgets what was observed last time: a relay proxy may have gone with the settings.</summary>
    public void ForgetObserved()
    {
        if (!isObserved) return;
        _series.Clear();
        _byTag.Clear();
    }

    public void Write(PrometheusText text)
    {
        text.AddHead(name, type, help);
        foreach ((string labels, Series series) in _series)
        {
            if (type != "histogram") text.AddSample(name, labels, series.Sum);
            else WriteHistogram(text, labels, series);
        }
    }

    private Series SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > 1) return SeriesOf(PrometheusText.Labels(tags));
        (string Key, object? Value) tag = tags.Length == 0 ? ("", null) : (tags[0].Key, tags[0].Value);
        if (!_byTag.TryGetValue(tag, out Series? series)) _byTag.Add(tag, series = SeriesOf(PrometheusText.Labels(tags)));
        return series;
    }

    private Series SeriesOf(string labels)
    {
        if (!_series.TryGetValue(labels, out Series? series)) _series.Add(labels, series = new Series(bounds.Count));
        return series;
    }

    private void WriteHistogram(PrometheusText text, string labels, Series series)
    {
        long below = 0;
        for (int i = 0; i < bounds.Count; i++)
        {
            below += series.Buckets[i];
            text.AddSample(name + "_bucket", PrometheusText.WithBound(labels, bounds[i]), below);
        }

        text.AddSample(name + "_bucket", PrometheusText.WithBound(labels, double.PositiveInfinity), series.Count);
        text.AddSample(name + "_sum", labels, series.Sum);
        text.AddSample(name + "_count", labels, series.Count);
    }

    private sealed class Series(int buckets)
    {
        public readonly long[] Buckets = new long[buckets];
        public long Count;
        public double Sum;
    }
}
