namespace OmsGateway.Configuration.History;

/// <summary>The last so many spans of equal length; without those in which no gateway ran. Not safe for several threads.</summary>
/// <param name="step">The length of a span; spans begin at its multiples since midnight UTC.</param>
/// <param name="maximum">How many spans are kept, the one that is going on included.</param>
public sealed class TrafficSeries(TimeSpan step, int maximum)
{
    private readonly List<TrafficSample> _samples = [];

    /// <summary>The length of a span.</summary>
    public TimeSpan Step => step;

    /// <summary>How many spans are kept at most.</summary>
    public int Maximum => maximum;

    /// <summary>The spans, the oldest first.</summary>
    public IReadOnlyList<TrafficSample> Samples => _samples;

    /// <summary>When the span of a moment begins.</summary>
    public DateTimeOffset StartOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);

    /// <summary>The spans of the last <see cref="Maximum"/> up to a moment, the oldest first.</summary>
    public IReadOnlyList<TrafficSample> Until(DateTimeOffset now)
    {
        DateTimeOffset last = StartOf(now), first = FirstOf(last);
        return [.. _samples.Where(sample => sample.Start >= first && sample.Start <= last)];
    }

    /// <summary>
    /// Adds figures of a moment to its span, and forgets what is too old. What lies behind it is forgotten as well: the clock was wrong then, and
    /// would have to come there again before it could be told from what is true.
    /// </summary>
    public void Add(DateTimeOffset now, TrafficFigures figures)
    {
        DateTimeOffset start = StartOf(now), first = FirstOf(start);
        _samples.RemoveAll(sample => sample.Start > start || sample.Start < first);
        if (_samples.Count == 0 || _samples[_samples.Count - 1].Start != start) _samples.Add(new TrafficSample(start, figures));
        else _samples[_samples.Count - 1] = new TrafficSample(start, _samples[_samples.Count - 1].Figures.With(figures));
    }

    /// <summary>Takes a span from a file; one that is none of these, or is not behind the last, is left out.</summary>
    internal void Restore(TrafficSample sample)
    {
        if (sample.Start != StartOf(sample.Start) || (_samples.Count > 0 && sample.Start <= _samples[_samples.Count - 1].Start)) return;
        if (_samples.Count == maximum) _samples.RemoveAt(0);
        _samples.Add(sample);
    }

    private DateTimeOffset FirstOf(DateTimeOffset last) => last.AddTicks(-step.Ticks * (maximum - 1));
}
