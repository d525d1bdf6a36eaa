using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Report;

/// <summary>The hosts off the list that clients asked for, with the command that would allow each.</summary>
internal static class DeniedHostsSection
{
    // As many as a gateway remembers.
    private const int Maximum = 50;

    public static void Write(HtmlWriter html, ReportData data) => html.Section("refused", "Refused hosts", section =>
    {
        if (data.Status is null)
        {
            section.Paragraph("Which hosts were refused is what a running gateway remembers, and none says so now. Its log has event 105 for each.");
            return;
        }

        if (data.DeniedHosts.Count == 0)
        {
            section.Paragraph("The running gateway has refused no host that is not allowed by now.");
            return;
        }

        section.Paragraph("These hosts were refused, or let through only because HostPolicy is ReportOnly. Allow none that you do not know: any computer "
            + "that can reach the gateway can ask for any name.");
        new HtmlTable<DeniedHost>("Hosts off the list, the latest first").Column("Host", denied => denied.Host).Column("Group", denied => denied.Group ?? "")
            .Number("Times", denied => ReportText.Number(denied.Count)).Time("Last", denied => denied.Last)
            .Column("Last client", denied => denied.Client).Column("To allow it", "wide", (cell, denied) => WriteRemedy(cell, data, denied))
            .Write(section, data.DeniedHosts, Maximum, data.Commands.DeniedHosts);
    });

    private static void WriteRemedy(HtmlWriter html, ReportData data, DeniedHost denied)
    {
        if (FindObstacle(data, denied) is { } obstacle) html.Text(obstacle);
        else html.Command(data.Commands.AllowHost(denied.Host, denied.Group));
    }

    /// <summary>Why no entry of a list would allow the host, or null.</summary>
    private static string? FindObstacle(ReportData data, DeniedHost denied)
    {
        if (!HostName.TryParse(denied.Host, out HostName? host, out _) || !ListFiles.ParseHost(denied.Host, out _, out _))
            return "It is no host that can be listed.";
        if (data.ConfigurationOf(denied.Group)?.Settings is not { } settings) return "Correct the configuration files first.";
        return HostPolicy.FindForbiddenKind(host!, settings.AllowedNetworks) is null ? null : HostChecker.ForbiddenAddress(host!, settings);
    }
}
