namespace OmsGateway.Configuration.Report;

/// <summary>
/// A table. On a narrow screen each row is a card, in which the cells say their columns' names; the roles keep it a table for screen readers.
/// </summary>
/// <typeparam name="T">What a row is about.</typeparam>
/// <param name="caption">What the table shows.</param>
internal sealed class HtmlTable<T>(string caption)
{
    private readonly List<(string Name, string Style, Action<HtmlWriter, T> Write)> _columns = [];

    /// <summary>Adds a column of texts; the first column names the row.</summary>
    public HtmlTable<T> Column(string name, Func<T, string> text) => Column(name, "", (html, row) => html.Text(text(row)));

    /// <summary>Adds a column of numbers.</summary>
    public HtmlTable<T> Number(string name, Func<T, string> text) => Column(name, "number", (html, row) => html.Text(text(row)));

    /// <summary>Adds a column of times, which stay on one line.</summary>
    public HtmlTable<T> Time(string name, Func<T, DateTimeOffset?> time) =>
        Column(name, "time", (html, row) => html.Text(time(row) is { } known ? ReportText.Time(known) : ""));

    /// <summary>Adds a column of anything.</summary>
    public HtmlTable<T> Column(string name, string style, Action<HtmlWriter, T> write)
    {
        _columns.Add((name, style, write));
        return this;
    }

    /// <summary>Writes the first so many rows, and how many there are besides and which command shows them.</summary>
    public void Write(HtmlWriter html, IReadOnlyCollection<T> rows, int maximum, string command)
    {
        html.Open("table", ("role", "table")).Element("caption", caption).Markup("<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach ((string name, string style, _) in _columns) html.Element("th", name, ("scope", "col"), ("role", "columnheader"), ("class", style));
        html.Markup("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (T row in rows.Take(maximum)) Write(html, row);
        html.Markup("</tbody>\n").Close("table");
        if (rows.Count <= maximum) return;
        html.Open("p", ("class", "note")).Text($"And {ReportText.Number(rows.Count - maximum)} more: ").Command(command).Close("p");
    }

    private void Write(HtmlWriter html, T row)
    {
        html.Markup("<tr role=\"row\">");
        for (int i = 0; i < _columns.Count; i++)
        {
            (string name, string style, Action<HtmlWriter, T> write) = _columns[i];
            string tag = i == 0 ? "th" : "td";
            if (i == 0) html.Open(tag, ("scope", "row"), ("role", "rowheader"), ("class", style));
            else html.Open(tag, ("role", "cell"), ("class", style), ("data-label", name));
            write(html, row);
            html.Close(tag);
        }

        html.Markup("</tr>\n");
    }
}
