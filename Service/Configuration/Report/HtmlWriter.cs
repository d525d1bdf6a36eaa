using System.Globalization;
using System.Text;

namespace OmsGateway.Configuration.Report;

/// <summary>
/// Writes HTML in which text stays text: names and attributes of elements are the program's own, and whatever else is given is escaped. The result
/// is ASCII, so that no encoding on its way to the file can spoil it.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>Writes markup, which must be the program's own.</summary>
    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Writes text. A character that would not show as itself becomes a question mark.</summary>
    public HtmlWriter Text(string text)
    {
        foreach (char c in text)
        {
            if (!Printable.IsPrintable(c)) _html.Append('?');
            else if (c is '&' or '<' or '>' or '"' or '\'' or > '~') _html.Append("&#").Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';');
            else _html.Append(c);
        }

        return this;
    }

    /// <summary>Begins an element.</summary>
    public HtmlWriter Open(string tag, params (string Name, string Value)[] attributes)
    {
        _html.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
        {
            _html.Append(' ').Append(name).Append("=\"");
            Text(value)._html.Append('"');
        }

        _html.Append('>');
        return this;
    }

    /// <summary>Ends an element.</summary>
    public HtmlWriter Close(string tag) => Markup($"</{tag}>\n");

    /// <summary>Writes an element that holds text.</summary>
    public HtmlWriter Element(string tag, string text, params (string Name, string Value)[] attributes) => Open(tag, attributes).Text(text).Close(tag);

    /// <summary>Writes a paragraph.</summary>
    public HtmlWriter Paragraph(string text) => Element("p", text);

    /// <summary>Writes a paragraph that says little.</summary>
    public HtmlWriter Note(string text) => Element("p", text, ("class", "note"));

    /// <summary>Writes a section with its heading.</summary>
    public HtmlWriter Section(string id, string heading, Action<HtmlWriter> write)
    {
        Open("section", ("id", id), ("aria-labelledby", id + "-heading")).Element("h2", heading, ("id", id + "-heading"));
        write(this);
        return Close("section");
    }

    /// <summary>Writes a command to be copied.</summary>
    public HtmlWriter Command(string command) => Element("code", command, ("class", "command"));

    /// <summary>What was written.</summary>
    public override string ToString() => _html.ToString();
}
