using System.Text;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>Writes an export: always in the same order and spelling, so that two can be compared by any tool.</summary>
internal static class TransferWriter
{
    private const string Remark =
        " A configuration of OMS Gateway. 'OMSGatewayService config import' and Import-OMSGatewayConfig take it, or first say what it would change. ";

    /// <summary>The file's bytes.</summary>
    /// <param name="state">What is carried.</param>
    /// <param name="passphrase">The passphrase of the secrets, or null to leave them out.</param>
    /// <exception cref="ConfigurationException">Something of it cannot stand in XML, or it is too much for a file.</exception>
    public static byte[] Write(TransferState state, string? passphrase)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = Environment.NewLine,
            NewLineHandling = NewLineHandling.Replace,
        };
        using (var writer = XmlWriter.Create(stream, settings)) new XDocument(new XComment(Remark), Root(state, passphrase)).Save(writer);
        byte[] content = [.. stream.ToArray(), .. Encoding.UTF8.GetBytes(Environment.NewLine)];
        if (content.Length <= TransferFormat.MaximumBytes) return content;
        throw new ConfigurationException($"Nothing was exported: it would be more than the {TransferFormat.MaximumBytes} bytes that an import reads.");
    }

    private static XElement Root(TransferState state, string? passphrase) => new(
        TransferFormat.Root,
        new XAttribute(TransferFormat.VersionAttribute, TransferFormat.Version),
        new XAttribute(TransferFormat.ProductAttribute, TransferFormat.Product),
        Settings(state),
        state.Lists.Select(Lists),
        state.OwnPresets is { } own ? new XElement(TransferFormat.OwnPresets, own) : null,
        TransferSecrets.Write(state, passphrase));

    private static XElement Settings(TransferState state) => new(
        TransferFormat.Settings,
        state.Named.Select(definition => new XElement(definition.Name, definition.Format(state.Settings.Settings))),
        state.Settings.Settings.Groups.Select(group =>
        {
            var element = new XElement(ClientGroupXml.ElementName);
            ClientGroupXml.Write(element, group);
            return element;
        }));

    private static XElement Lists(TransferLists lists) => new(
        TransferFormat.Lists,
        lists.Group is { } group ? new XAttribute(TransferFormat.GroupAttribute, group) : null,
        List(TransferFormat.Hosts, lists, lists.Hosts),
        List(TransferFormat.Clients, lists, lists.Clients),
        new XElement(TransferFormat.Applied, lists.Applied.Select(AppliedPresetsFile.Element)));

    private static XElement List(string name, TransferLists lists, TransferLines lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines.Lines) text.Append(line.Length == 0 ? "\n" : $"\n      {Checked(name, lists.Group, line)}");
        return new XElement(name, text.Length == 0 ? null : text.Append("\n    ").ToString());
    }

    // A carriage return in a comment would make the rest of it a line of its own, and so an entry.
    private static string Checked(string name, string? group, string line) => TransferLines.CanBeCarried(line) ? line : throw new ConfigurationException(
        $"Nothing was exported: a line of {name}{(group is null ? "" : $" of group {group}")} holds a control character: '{Printable.Shorten(line, 120)}'. "
        + "Remove it from the list.");
}
