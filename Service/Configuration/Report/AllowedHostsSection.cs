using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Configuration.Report;

/// <summary>The allowed hosts, with what is used of each.</summary>
internal static class AllowedHostsSection
{
    private const int Maximum = 50;

    public static void Write(HtmlWriter html, ReportData data) => html.Section("hosts", "Allowed hosts", section =>
    {
        if (data.Configuration.Configuration is not { } configuration)
        {
            section.Paragraph("The configuration files are wrong, so that the list is not known.");
            return;
        }

        section.Paragraph(data.Inventory is { } inventory ? $"What is used is known since {ReportText.Time(inventory.HostsSince)}." : data.InventoryProblem);
        Write(section, data, configuration.Hosts, null);
        foreach (Groups.ClientGroup group in configuration.Groups.All) Write(section, data, group.Configuration.Hosts, group.Name);
    });

    private static void Write(HtmlWriter html, ReportData data, HostAllowList list, string? group)
    {
        string whose = group is null ? "the clients in no group" : $"group {group}";
        if (list.Count == 0)
        {
            html.Paragraph($"The list of {whose} is empty.");
            return;
        }

        AllowedHostUsage[] all =
        [
            .. AllowedHostUsage.Of(data.Inventory ?? new GatewayInventory(), [.. list.Entries], group)
                .OrderByDescending(usage => usage.Tunnels).ThenByDescending(usage => usage.LastUsed),
        ];
        var table = new HtmlTable<AllowedHostUsage>($"Hosts of {whose}, the most used first").Column("Entry", usage => usage.Entry.Pattern.ToString());
        if (data.Inventory is not null)
        {
            table.Column("Last used", "time", (cell, usage) => cell.Text(usage.LastUsed is { } last ? ReportText.Time(last) : "never"))
                .Number("Tunnels", usage => ReportText.Number(usage.Tunnels))
                .Number("Hosts", usage => ReportText.Number(usage.Hosts.Count)).Number("Sent", usage => ReportText.Bytes(usage.BytesSent))
                .Number("Received", usage => ReportText.Bytes(usage.BytesReceived));
        }

        table.Column("From", usage => usage.Entry.Source).Write(html, all, Maximum, data.Commands.HostUsage(group));
    }
}
