using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Report;

/// <summary>How the relay proxies do.</summary>
internal static class RelaySection
{
    public static void Write(HtmlWriter html, ReportData data) => html.Section("relays", "Relay proxies", section =>
    {
        IReadOnlyList<RelayProxyStatus> proxies = data.Status?.RelayProxies ?? [];
        if (proxies.Count > 0)
        {
            new HtmlTable<RelayProxyStatus>("In the order in which they are tried").Column("Proxy", proxy => proxy.Address)
                .Column("State", proxy => proxy.DownSince is { } since ? $"! no tunnels since {ReportText.Time(since)}" : "\u2713 nothing is known against it")
                .Time("Last tried in vain", proxy => proxy.LastTried).Column("Why", proxy => proxy.Problem ?? "")
                .Write(section, proxies, proxies.Count, "");
        }
        else if (data.Status is null && data.Configuration.Configuration?.Settings.ListRelayProxies() is { Count: > 0 } listed)
        {
            section.Paragraph($"How they do is what a running gateway says. The settings name {string.Join(", ", listed.Select(proxy => proxy.Address))}.");
        }
        else
        {
            section.Paragraph("There is none: the gateway connects directly.");
        }
    });
}
