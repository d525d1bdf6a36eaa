using OmsGateway.Configuration.History;

namespace OmsGateway.Configuration.Report;

/// <summary>What went through, in the last day and the last month.</summary>
internal static class TrafficSection
{
    public static void Write(HtmlWriter html, ReportData data)
    {
        html.Section("day", "Last 24 hours", section => Write(section, data, history => history.Day, TimeAxis.Day, "Each bar is ten minutes"))
            .Section("month", "Last 31 days", section => Write(section, data, history => history.Month, TimeAxis.Month, "Each bar is a day of UTC"));
    }

    private static void Write(HtmlWriter html, ReportData data, Func<TrafficHistory, TrafficSeries> select, TimeAxis axis, string bars)
    {
        if (data.History is not { } history)
        {
            html.Paragraph($"{data.HistoryProblem} A gateway that runs writes its history every minute, and this report shows it from then on.");
            return;
        }

        TrafficSeries series = select(history);
        html.Note($"{bars}. A tunnel counts when it is closed. Grey: no gateway ran, or nothing is known.");
        html.Open("div", ("class", "plots"));
        foreach (TrafficPlot plot in Plots(axis == TimeAxis.Day ? "day" : "month")) plot.Write(html, series, data.Now, axis);
        html.Close("div");
    }

    private static TrafficPlot[] Plots(string id) =>
    [
        new($"{id}-tunnels", "Tunnels", figures => figures.Tunnels, Number, IsSum: true),
        new($"{id}-refusals", "Refused or failed", figures => figures.Refusals, Number, IsSum: true),
        new($"{id}-connections", "Open connections", figures => figures.Connections, Number, IsSum: false),
        new($"{id}-sent", "Sent by clients", figures => figures.BytesSent, ReportText.Bytes, IsSum: true),
        new($"{id}-received", "Received by clients", figures => figures.BytesReceived, ReportText.Bytes, IsSum: true),
        new($"{id}-clients", "Clients at once", figures => figures.Clients, Number, IsSum: false),
    ];

    private static string Number(double number) => ReportText.Number((long)number);
}
