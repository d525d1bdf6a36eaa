using System.Globalization;
using System.Text;

namespace OmsGateway.Gateway.Health;

/// <summary>Prometheus' text format 0.0.4 (prometheus.io, "Exposition formats").</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    /// <summary>The tags of a measurement as labels without their braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var labels = new StringBuilder();
        foreach ((string key, object? value) in tags)
        {
            string text = Escape(value?.ToString() ?? "").Replace("\"", "\\\"", StringComparison.Ordinal);
            labels.Append(labels.Length == 0 ? "" : ",").Append(key.Replace('.', '_')).Append("=\"").Append(text).Append('"');
        }

        return labels.ToString();
    }

    /// <summary>The labels of a histogram's bucket.</summary>
    public static string WithBound(string labels, double bound) => $"{labels}{(labels.Length == 0 ? "" : ",")}le=\"{Number(bound)}\"";

    /// <summary>Begins a family.</summary>
    public void AddHead(string name, string type, string help) => _text.Append($"# HELP {name} {Escape(help)}\n# TYPE {name} {type}\n");

    /// <summary>Adds a line with a value.</summary>
    public void AddSample(string name, string labels, double value) =>
        _text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    // Help texts escape only these two; labels' values escape quotation marks as well.
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
