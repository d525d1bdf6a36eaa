using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.Configuration.Settings;

/// <summary>Changes single settings in the file's text and leaves comments, order and white space as they are.</summary>
internal sealed class SettingsEditor
{
    private readonly XDocument _document;
    private readonly bool _hasDosLines;

    /// <summary>Edits a file's bytes; null stands for a missing file.</summary>
    /// <exception cref="XmlException">It is not XML.</exception>
    public SettingsEditor(byte[]? content)
    {
        _document = content is null
            ? new XDocument(new XDeclaration("1.0", "utf-8", null), new XElement(SettingsXml.RootName))
            : SettingsXml.Parse(content);
        _hasDosLines = content is null ? Environment.NewLine == "\r\n" : content.Contains((byte)'\r');
    }

    private XElement Root => _document.Root!;

    /// <summary>Whether the document is a settings file at all.</summary>
    public bool HasRoot => Root.Name == SettingsXml.RootName;

    /// <summary>Whether an edit changed anything; writing the same value in the same spelling does not.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether the file names the setting, in whatever case.</summary>
    public bool Contains(string name) => Find(name).Any();

    /// <summary>The setting's text as it stands in the file, or null.</summary>
    public string? Get(string name) => Find(name).FirstOrDefault()?.Value.Trim();

    /// <summary>Gives a setting its value under its canonical name, and takes out a second one of the name.</summary>
    public void Set(string name, string value)
    {
        XElement[] found = Find(name).ToArray();
        foreach (XElement duplicate in found.Skip(1)) Remove(duplicate);
        if (found.Length == 0)
        {
            Append(new XElement(name, value));
            return;
        }

        if (found[0].Name == name && Get(name) == value && !found[0].HasAttributes && !found[0].HasElements) return;
        IsChanged = true;
        found[0].Name = name;
        found[0].RemoveAttributes();
        found[0].Value = value;
    }

    /// <summary>Takes a setting out of the file.</summary>
    public void Remove(string name)
    {
        foreach (XElement element in Find(name).ToArray()) Remove(element);
    }

    /// <summary>Gives a group of clients its attributes, or adds it.</summary>
    public void SetGroup(ClientGroupSettings group)
    {
        var written = new XElement(ClientGroupXml.ElementName);
        ClientGroupXml.Write(written, group);
        if (FindGroups(group.Name).FirstOrDefault() is not { } found)
        {
            Append(written);
            return;
        }

        if (found.Attributes().Select(a => a.ToString()).SequenceEqual(written.Attributes().Select(a => a.ToString()))) return;
        IsChanged = true;
        ClientGroupXml.Write(found, group);
    }

    /// <summary>Takes a group of clients out of the file.</summary>
    public void RemoveGroup(string name)
    {
        foreach (XElement element in FindGroups(name).ToArray()) Remove(element);
    }

    /// <summary>The file's new bytes, in UTF-8.</summary>
    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = _document.Declaration is null,
            NewLineChars = _hasDosLines ? "\r\n" : "\n",
            // A parser turns every line end into LF (XML 1.0 §2.11): these are the file's own again.
            NewLineHandling = NewLineHandling.Replace,
        };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            // XDocument drops the line end after the declaration, unlike every other white space.
            if (_document.Declaration is not null)
            {
                writer.WriteStartDocument();
                writer.WriteWhitespace("\n");
            }

            foreach (XNode node in _document.Nodes().SkipWhile(n => n is XText)) node.WriteTo(writer);
            if (_document.LastNode is XElement) writer.WriteWhitespace("\n");
        }

        return stream.ToArray();
    }

    private IEnumerable<XElement> Find(string name) => Root.Elements().Where(e =>
        e.Name.Namespace == XNamespace.None && e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase) && !ClientGroupXml.IsGroup(e));

    private IEnumerable<XElement> FindGroups(string name) => Root.Elements().Where(e =>
        ClientGroupXml.IsGroup(e) && ClientGroupSettings.IsSameName(ClientGroupXml.NameOf(e), name));

    private void Append(XElement element)
    {
        IsChanged = true;
        XElement? last = Root.Elements().LastOrDefault();
        string indent = last?.PreviousNode is XText before && before.Value.IndexOf('\n') >= 0
            ? before.Value.Substring(before.Value.LastIndexOf('\n'))
            : "\n  ";
        // After the last setting or comment, before the white space in front of the root's end tag.
        XNode? tail = Root.LastNode is XText text && text.Value.Trim().Length == 0 ? text : null;
        if (tail is null) Root.Add(new XText(indent), element, new XText("\n"));
        else tail.AddBeforeSelf(new XText(indent), element);
    }

    // With the white space before it, so that no empty line stays.
    private void Remove(XElement element)
    {
        IsChanged = true;
        if (element.PreviousNode is XText text && text.Value.Trim().Length == 0) text.Remove();
        element.Remove();
    }
}
