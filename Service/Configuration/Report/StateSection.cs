using System.Globalization;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Report;

/// <summary>What the gateway last said of itself.</summary>
internal static class StateSection
{
    public static void Write(HtmlWriter html, ReportData data) => html.Section("state", "State", section =>
    {
        section.Paragraph(data.Gateway.Explanation);
        if (data.Status is not { } status) return;
        section.Open("dl", ("class", "facts"));
        foreach ((string name, string text) in Facts(status)) section.Open("div").Element("dt", name).Element("dd", text).Close("div");
        section.Close("dl").Note($"As of {ReportText.Time(status.Written)}. Counters are since the start.");
    });

    private static IEnumerable<(string Name, string Text)> Facts(GatewayStatus status)
    {
        yield return ("Version", status.Version);
        yield return ("Process", status.ProcessId.ToString(CultureInfo.InvariantCulture));
        yield return ("Running since", ReportText.Time(status.Started));
        yield return ("Listening on", status.ListenEndpoints.Count == 0 ? "nothing" : string.Join(", ", status.ListenEndpoints));
        yield return ("Tunnels at most", ReportText.Number(status.MaximumTunnels) + (status.TunnelLimitReason is { } reason ? $", because of {reason}" : ""));
        yield return ("Open connections", ReportText.Number(status.ActiveClientConnections));
        yield return ("Connected clients", ReportText.Number(status.ConnectedClients));
        yield return ("Errors", ReportText.Number(status.Errors));
        yield return ("TLS sessions rejected", ReportText.Number(status.Rejections));
        yield return ("Closed connections", $"{ReportText.Number(status.ClosedConnections)}, {ReportText.Bytes(status.TransferredBytes)} transferred");
        yield return ("Configuration files", status.ConfigurationProblem is { } problem ? $"not in force: {problem}" : "in force");
        if (status.DrainingSince is { } since) yield return ("Draining since", ReportText.Time(since));
    }
}
