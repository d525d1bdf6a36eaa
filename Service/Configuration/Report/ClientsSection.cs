using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Configuration.Report;

/// <summary>The agents and other clients: who has fallen silent, and who uses the gateway.</summary>
internal static class ClientsSection
{
    private const int MostSilent = 20, MostSeen = 50, MostHosts = 3;

    public static void Write(HtmlWriter html, ReportData data) => html.Section("clients", "Agents and other clients", section =>
    {
        if (data.Inventory is not { } inventory)
        {
            section.Paragraph(data.InventoryProblem);
            return;
        }

        int hours = data.SilentHours;
        IReadOnlyList<KnownClient> silent = data.SilentClients, seen = data.SeenClients;
        section.Paragraph($"{ReportText.Count(seen.Count, "client")} {(seen.Count == 1 ? "was" : "were")} seen in the {hours} hours before "
            + $"{ReportText.Time(inventory.Written)}, and {ReportText.Number(silent.Count)} had tunnels before that and not since. "
            + $"Clients are known since {ReportText.Time(inventory.ClientsSince)}.");
        if (silent.Count > 0)
        {
            new HtmlTable<KnownClient>($"Not seen for {hours} hours or more").Column("Client", client => client.Address)
                .Column("Group", client => client.Group ?? "").Time("Last seen", client => client.LastSeen).Time("First seen", client => client.FirstSeen)
                .Number("Tunnels", client => ReportText.Number(client.Tunnels))
                .Column("Hosts", "wide", (cell, client) => cell.Text(Hosts(client))).Column("Last refused", Refusal)
                .Write(section, silent, MostSilent, data.Commands.SilentClients(hours));
        }

        if (seen.Count > 0)
        {
            new HtmlTable<KnownClient>($"Seen within {hours} hours, the latest first").Column("Client", client => client.Address)
                .Column("Group", client => client.Group ?? "").Time("Last seen", client => client.LastSeen)
                .Number("Tunnels", client => ReportText.Number(client.Tunnels)).Number("Sent", client => ReportText.Bytes(client.BytesSent))
                .Number("Received", client => ReportText.Bytes(client.BytesReceived)).Column("TLS", client => string.Join(" ", client.TlsVersions.Names()))
                .Column("Last refused", Refusal).Write(section, seen, MostSeen, data.Commands.Clients);
        }
    });

    private static string Hosts(KnownClient client) =>
        string.Join(", ", client.Hosts.Take(MostHosts)) + (client.Hosts.Count > MostHosts ? $" and {client.Hosts.Count - MostHosts} more" : "");

    private static string Refusal(KnownClient client) =>
        client.LastRefusal is { } refusal ? $"{ReportText.Time(refusal.Time)}: {refusal.Reason} {refusal.Host}".TrimEnd() : "";
}
