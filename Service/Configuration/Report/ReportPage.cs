using OmsGateway.Configuration.History;

namespace OmsGateway.Configuration.Report;

/// <summary>The page as a whole: its head, what is most important, and the sections.</summary>
internal static class ReportPage
{
    /// <summary>What the browser lets the style be known by; a test compares it with the style.</summary>
    internal const string StyleHash = "sha256-FR4P2Bl2EkfMDMLaGZProkbUd2yvhVfmC0eYBFhuemk=";

    // Nothing is fetched, run or sent anywhere, whatever may have got into the page. base-uri and form-action do not fall back to default-src (CSP 3).
    private const string Policy = $"default-src 'none'; style-src '{StyleHash}'; base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page.</summary>
    public static string Write(ReportData data)
    {
        var html = new HtmlWriter();
        string title = $"OMS Gateway on {data.Computer}";
        html.Markup("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Markup("<head>\n<meta charset=\"utf-8\">\n")
            // Before the style: a policy does not apply to what precedes its element (CSP 3 §3.3).
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).Markup("\n")
            .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Element("title", $"{title}, {ReportText.Time(data.Now)} UTC").Markup("<style>").Markup(ReadStyle()).Markup("</style>\n</head>\n<body>\n");
        WriteHeader(html, data, title);
        html.Open("main");
        AttentionSection.Write(html, data);
        StateSection.Write(html, data);
        TrafficSection.Write(html, data);
        DeniedHostsSection.Write(html, data);
        ClientsSection.Write(html, data);
        AllowedHostsSection.Write(html, data);
        TlsSection.Write(html, data);
        RelaySection.Write(html, data);
        ConfigurationSection.Write(html, data);
        html.Close("main").Element("footer", $"Made by OMS Gateway from {data.Directory}. All times are UTC, 1 kB is 1,000 bytes.");
        return html.Markup("</body>\n</html>\n").ToString();
    }

    /// <summary>The style sheet, with the line ends that a browser sees.</summary>
    internal static string ReadStyle()
    {
        using var text = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("Report.css")!);
        return text.ReadToEnd().Replace("\r\n", "\n");
    }

    private static void WriteHeader(HtmlWriter html, ReportData data, string title)
    {
        (string style, string state) = data switch
        {
            { IsRunning: true, Status.DrainingSince: not null } => ("warning", "! Running, draining"),
            { IsRunning: true } => ("good", "\u2713 Running"),
            { Status: not null } => ("bad", "\u2715 Not answering"),
            { Gateway.State: Status.GatewayRunState.Silent } => ("bad", "\u2715 Not answering"),
            _ => ("bad", "\u2715 Not running"),
        };
        html.Open("header").Open("div", ("class", "title")).Element("h1", title).Element("span", state, ("class", $"badge {style}")).Close("div")
            .Note($"Report of {ReportText.Time(data.Now)} UTC");
        if (data.TotalsAsOf is { } time) WriteAsOf(html, data, time);
        html.Open("dl", ("class", "tiles"));
        if (data.History is { } history)
        {
            TrafficFigures day = history.Day.Until(data.Now).Aggregate(default(TrafficFigures), (sum, sample) => sum.With(sample.Figures));
            Tile(html, "Tunnels", ReportText.Number(day.Tunnels), "in 24 hours");
            Tile(html, "Sent", ReportText.Bytes(day.BytesSent), "by clients in 24 hours");
            Tile(html, "Received", ReportText.Bytes(day.BytesReceived), "by clients in 24 hours");
            Tile(html, "Refused or failed", ReportText.Number(day.Refusals), "in 24 hours");
        }

        if (data.Inventory is not null)
        {
            Tile(html, "Clients", ReportText.Number(data.SeenClients.Count), $"seen in {data.SilentHours} hours");
            Tile(html, "Silent", ReportText.Number(data.SilentClients.Count), $"for {data.SilentHours} hours or more");
        }

        html.Close("dl").Close("header");
    }

    private static void WriteAsOf(HtmlWriter html, ReportData data, DateTimeOffset time)
    {
        string totals = $"Totals as of {ReportText.Time(time)} UTC";
        if (!data.AreTotalsOld) html.Note(totals);
        else html.Element("p", $"! {totals}, {ReportText.Age(data.Now - time)} before this report: what came later is missing.", ("class", "warning old"));
    }

    private static void Tile(HtmlWriter html, string name, string figure, string about) => html.Open("div").Element("dt", name)
        .Open("dd").Element("strong", figure).Element("span", about).Close("dd").Close("div");
}
