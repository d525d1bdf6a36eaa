using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Report;

/// <summary>What an administrator should look at, the worst first, each with the section that says more.</summary>
internal static class AttentionSection
{
    private const string Bad = "bad", Warning = "warning";

    public static void Write(HtmlWriter html, ReportData data) => html.Section("attention", "Needs attention", section =>
    {
        (string Style, string Target, string Text)[] findings = [.. Find(data)];
        if (findings.Length == 0)
        {
            section.Paragraph("Nothing.");
            return;
        }

        section.Open("ul", ("class", "findings"));
        foreach ((string style, string target, string text) in findings)
            section.Open("li", ("class", style)).Element("a", text, ("href", "#" + target)).Close("li");
        section.Close("ul");
    });

    private static IEnumerable<(string Style, string Target, string Text)> Find(ReportData data) =>
    [
        .. FindInState(data).Select(text => (Bad, "state", text)),
        .. FindInRelays(data),
        .. FindInConfiguration(data),
        .. FindInUse(data).Select(finding => (Warning, finding.Target, finding.Text)),
    ];

    private static IEnumerable<string> FindInState(ReportData data)
    {
        if (!data.IsRunning) yield return data.Gateway.State == GatewayRunState.Silent ? "A gateway runs and does not answer." : "No gateway runs.";
        if (data.Status?.ConfigurationProblem is not null) yield return "The configuration files on disk are not in force.";
    }

    private static IEnumerable<(string Style, string Target, string Text)> FindInRelays(ReportData data)
    {
        IReadOnlyList<RelayProxyStatus> proxies = data.Status?.RelayProxies ?? [];
        int down = proxies.Count(proxy => proxy.DownSince is not null);
        if (down == 0) yield break;
        yield return down == proxies.Count
            ? (Bad, "relays", down == 1 ? "The relay proxy gives no tunnels." : "None of the relay proxies gives tunnels.")
            : (Warning, "relays",
                $"{ReportText.Number(down)} of {ReportText.Number(proxies.Count)} relay proxies {(down == 1 ? "gives" : "give")} no tunnels.");
    }

    private static IEnumerable<(string Style, string Target, string Text)> FindInConfiguration(ReportData data)
    {
        ConfigurationResult result = data.Configuration;
        int errors = result.Problems.Count + result.SkippedLines.Count;
        if (errors > 0) yield return (Bad, "configuration", $"The configuration files have {ReportText.Count(errors, "error")}.");
        if (result.Configuration is { AllowsNothing: true } configuration && configuration.Groups.All.All(group => group.Configuration.AllowsNothing))
            yield return (Bad, "hosts", "No host is allowed, so that every client is refused.");
        if (result.Warnings.Count == 0) yield break;
        yield return (Warning, "configuration", $"The configuration files have {ReportText.Count(result.Warnings.Count, "warning")}.");
    }

    private static IEnumerable<(string Target, string Text)> FindInUse(ReportData data)
    {
        if (data.Status?.DrainingSince is not null) yield return ("state", "The gateway drains: it accepts no new tunnels.");
        if (data.Status?.TunnelLimitReason is not null) yield return ("state", "Fewer tunnels can be open at once than the settings say.");
        int denied = data.DeniedHosts.Count, silent = data.SilentClients.Count;
        if (denied > 0) yield return ("refused", $"{ReportText.Count(denied, "host")} off the list {(denied == 1 ? "was" : "were")} asked for.");
        if (silent > 0) yield return ("clients", $"{ReportText.Count(silent, "client")} {(silent == 1 ? "has" : "have")} fallen silent.");
        int old = (data.Inventory?.Clients ?? []).Count(TlsSection.IsOld);
        if (old > 0) yield return ("tls", $"{ReportText.Count(old, "client")} {(old == 1 ? "uses" : "use")} TLS 1.0 or 1.1.");
    }
}
