using System.Globalization;
using OmsGateway.Configuration.Inventory;

namespace OmsGateway.Configuration.Report;

/// <summary>Which TLS versions are used, and by whom the old ones.</summary>
internal static class TlsSection
{
    private const TlsVersionSet Old = TlsVersionSet.Tls10 | TlsVersionSet.Tls11;
    private const int MostOld = 20;

    /// <summary>Whether a client used a version that RFC 8996 has deprecated.</summary>
    public static bool IsOld(KnownClient client) => (client.TlsVersions & Old) != 0;

    public static void Write(HtmlWriter html, ReportData data) => html.Section("tls", "TLS versions", section =>
    {
        KnownClient[] clients = [.. (data.Inventory?.Clients ?? []).Where(client => client.TlsVersions != TlsVersionSet.None)];
        if (clients.Length == 0)
        {
            section.Paragraph(data.Inventory is null ? data.InventoryProblem : "No TLS session was verified yet.");
            return;
        }

        TlsVersionSet[] versions = [TlsVersionSet.Tls13, TlsVersionSet.Tls12, TlsVersionSet.Tls11, TlsVersionSet.Tls10];
        new HtmlTable<TlsVersionSet>("Clients by the versions of their sessions; one may have used several")
            .Column("Version", version => $"TLS {version.Names()[0]}")
            .Number("Clients", version => ReportText.Number(Users(clients, version)))
            .Column("Share", "share", (cell, version) => WriteShare(cell, 100.0 * Users(clients, version) / clients.Length))
            .Write(section, versions, versions.Length, "");
        KnownClient[] old = [.. clients.Where(IsOld).OrderByDescending(client => client.LastSeen)];
        if (old.Length == 0) return;
        section.Paragraph("TLS 1.0 and 1.1 are deprecated (RFC 8996): update these clients. MinimumTlsVersion refuses the versions below it.");
        new HtmlTable<KnownClient>("Clients that use TLS 1.0 or 1.1").Column("Client", client => client.Address).Column("Group", client => client.Group ?? "")
            .Time("Last seen", client => client.LastSeen).Column("Versions", client => string.Join(" ", client.TlsVersions.Names()))
            .Write(section, old, MostOld, data.Commands.Clients);
    });

    private static int Users(KnownClient[] clients, TlsVersionSet version) => clients.Count(client => (client.TlsVersions & version) != 0);

    private static void WriteShare(HtmlWriter html, double percent)
    {
        string width = percent.ToString("0.#", CultureInfo.InvariantCulture);
        html.Markup(
            "<svg class=\"meter\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"gap\" width=\"100\" height=\"8\"/>")
            .Markup($"<rect class=\"bar\" width=\"{width}\" height=\"8\"/></svg>").Text($" {width} %");
    }
}
