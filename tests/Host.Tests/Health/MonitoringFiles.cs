using System.Text.Json;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Health;

/// <summary>The ready-made files of docs/monitoring, and the metrics that they name.</summary>
internal static partial class MonitoringFiles
{
    /// <summary>The queries of the dashboard's panels and variables.</summary>
    public static IReadOnlyList<string> DashboardQueries()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(ProjectFiles.Find("docs/monitoring/grafana-dashboard.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    /// <summary>The families that the alerts and the dashboard name.</summary>
    public static IEnumerable<string> NamedMetrics() =>
        DashboardQueries().Append(File.ReadAllText(ProjectFiles.Find("docs/monitoring/prometheus-alerts.yml")))
            .SelectMany(text => MetricName().Matches(text)).Select(m => HistogramPart().Replace(m.Value, "")).Distinct();

    /// <summary>The families that a page of metrics has.</summary>
    public static IEnumerable<string> Families(string page) => TypeLine().Matches(page).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\b(omsgateway|process)_[a-z_]+\b")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();

    [GeneratedRegex("^# TYPE (\\S+) ", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
