using System.Globalization;
using OmsGateway.Configuration.History;

namespace OmsGateway.Configuration.Report;

/// <summary>A plot of one figure over the spans of a series: bars in SVG, with a title and a description for who does not see them.</summary>
/// <param name="Id">Tells its elements from those of others.</param>
/// <param name="Name">What is shown.</param>
/// <param name="Read">The figure of a span.</param>
/// <param name="Show">The figure with its unit.</param>
/// <param name="IsSum">Whether spans add up; else the largest is what counts.</param>
internal sealed record TrafficPlot(string Id, string Name, Func<TrafficFigures, long> Read, Func<double, string> Show, bool IsSum)
{
    // In units of the picture, which is as wide as its column.
    private const double Width = 320, Height = 150, Left = 56, Right = 6, Top = 10, Bottom = 24, HalfLabel = 22;
    private const double PlotWidth = Width - Left - Right, PlotHeight = Height - Top - Bottom;

    /// <summary>Writes the plot with its caption.</summary>
    /// <param name="html">Takes it.</param>
    /// <param name="series">The spans.</param>
    /// <param name="now">When the last span is.</param>
    /// <param name="axis">How the series' time is shown.</param>
    public void Write(HtmlWriter html, TrafficSeries series, DateTimeOffset now, TimeAxis axis)
    {
        IReadOnlyList<TrafficSample> samples = series.Until(now);
        long[] values = [.. samples.Select(sample => Read(sample.Figures))];
        string sum = Show(IsSum ? values.Sum() : values.DefaultIfEmpty().Max());
        string summary = IsSum ? $"{sum} in {axis.Length}" : $"{sum} at most in {axis.Length}";
        html.Open("figure").Open("figcaption").Element("strong", Name).Text(" " + summary).Close("figcaption");
        html.Open("svg", ("viewBox", Text($"0 0 {Width} {Height}")), ("role", "img"), ("aria-labelledby", $"{Id}-title {Id}-text"))
            .Element("title", $"{Name}, {axis.Length}", ("id", Id + "-title")).Element("desc", Describe(samples, summary, axis), ("id", Id + "-text"));
        double top = PlotScale.Top(values.DefaultIfEmpty().Max());
        WriteTimes(html, series, now, axis);
        WriteValues(html, top);
        WriteSpans(html, series, samples, now, top, axis);
        html.Markup(Text($"<path class=\"axis\" d=\"M{Left} {Height - Bottom}H{Width - Right}\"/>")).Close("svg").Close("figure");
    }

    private string Describe(IReadOnlyList<TrafficSample> samples, string summary, TimeAxis axis)
    {
        if (samples.Count == 0) return "No gateway ran.";
        TrafficSample most = samples.Aggregate((a, b) => Read(b.Figures) > Read(a.Figures) ? b : a);
        return $"{summary}; the most, {Show(Read(most.Figures))}, {axis.Span(most.Start)}.";
    }

    private static void WriteTimes(HtmlWriter html, TrafficSeries series, DateTimeOffset now, TimeAxis axis)
    {
        foreach ((DateTimeOffset start, int place) in Slots(series, now).Select((start, place) => (start, place)))
        {
            if (axis.Tick(start) is not { } label) continue;
            double x = X(series, place);
            // A label in the middle of the last span would be cut off.
            (double at, string anchor) = x > Width - HalfLabel ? (Width, "end") : (x, "middle");
            html.Markup(Text($"<path class=\"grid\" d=\"M{x} {Top}V{Height - Bottom + 4}\"/><text x=\"{at}\" y=\"{Height - 6}\" text-anchor=\"{anchor}\">"))
                .Text(label).Markup("</text>\n");
        }
    }

    private void WriteValues(HtmlWriter html, double top)
    {
        foreach (double value in new[] { 0, top / 2, top })
        {
            double y = Y(value, top);
            html.Markup(Text($"<path class=\"grid\" d=\"M{Left} {y}H{Width - Right}\"/><text x=\"{Left - 5}\" y=\"{y + 4}\" text-anchor=\"end\">"))
                .Text(Show(value)).Markup("</text>\n");
        }
    }

    private void WriteSpans(
        HtmlWriter html, TrafficSeries series, IReadOnlyList<TrafficSample> samples, DateTimeOffset now, double top, TimeAxis axis)
    {
        var known = samples.ToDictionary(sample => sample.Start);
        double width = PlotWidth / series.Maximum, bar = width * (series.Maximum > 50 ? 1 : 0.8);
        int gap = 0;
        foreach ((DateTimeOffset start, int place) in Slots(series, now).Select((start, place) => (start, place)))
        {
            if (!known.TryGetValue(start, out TrafficSample? sample))
            {
                gap++;
                continue;
            }

            WriteGap(html, series, place, gap);
            gap = 0;
            long value = Read(sample.Figures);
            if (value == 0) continue;
            // Little traffic must not look like none.
            double height = Math.Max(PlotHeight * value / top, 1);
            double x = X(series, place) + ((width - bar) / 2), y = Height - Bottom - height;
            html.Markup(Text($"<rect class=\"bar\" x=\"{x}\" y=\"{y}\" width=\"{bar}\" height=\"{height}\">"))
                .Element("title", $"{Show(value)} {axis.Span(start)}").Markup("</rect>\n");
        }

        WriteGap(html, series, series.Maximum, gap);
    }

    private static void WriteGap(HtmlWriter html, TrafficSeries series, int end, int length)
    {
        if (length == 0) return;
        double x = X(series, end - length);
        html.Markup(Text($"<rect class=\"gap\" x=\"{x}\" y=\"{Top}\" width=\"{X(series, end) - x}\" height=\"{PlotHeight}\"/>\n"));
    }

    private static IEnumerable<DateTimeOffset> Slots(TrafficSeries series, DateTimeOffset now)
    {
        DateTimeOffset last = series.StartOf(now);
        return Enumerable.Range(1 - series.Maximum, series.Maximum).Select(back => last.AddTicks(series.Step.Ticks * back));
    }

    private static double X(TrafficSeries series, int place) => Left + (PlotWidth * place / series.Maximum);

    private static double Y(double value, double top) => Height - Bottom - (PlotHeight * value / top);

    // Coordinates to a hundredth: more is not seen and makes the page longer.
    private static string Text(FormattableString text) => string.Format(
        CultureInfo.InvariantCulture, text.Format, [.. text.GetArguments().Select(a => a is double number ? Math.Round(number, 2) : a)]);
}

/// <summary>How a series' time is shown.</summary>
/// <param name="Length">How long it is, in words.</param>
/// <param name="Tick">The label at the beginning of a span, or null for none.</param>
/// <param name="Span">When a span is, in words that follow a figure.</param>
internal sealed record TimeAxis(string Length, Func<DateTimeOffset, string?> Tick, Func<DateTimeOffset, string> Span)
{
    /// <summary>A day in spans of ten minutes.</summary>
    public static TimeAxis Day { get; } = new(
        "24 hours",
        start => start.Minute == 0 && start.Hour % 6 == 0 ? Text(start, "HH:mm") : null,
        start => $"from {Text(start, "HH:mm")} to {Text(start.AddMinutes(10), "HH:mm")} UTC");

    /// <summary>A month in days, with each Monday named.</summary>
    public static TimeAxis Month { get; } = new(
        "31 days",
        start => start.DayOfWeek == DayOfWeek.Monday ? Text(start, "d MMM") : null,
        start => $"on {Text(start, "d MMMM")}");

    private static string Text(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
