using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.Configuration.Transfer;

/// <summary>The administrator's own presets as XML, whose indentation says nothing.</summary>
internal static class OwnPresetsText
{
    /// <summary>The element alone, its comments included, without the white space that only lays it out.</summary>
    public static XElement Normalize(XElement presets)
    {
        var copy = new XElement(presets);
        foreach (XText text in copy.DescendantNodes().OfType<XText>().Where(text => text.Value.Trim().Length == 0).ToArray()) text.Remove();
        return copy;
    }

    /// <summary>The bytes of a file with these presets.</summary>
    public static byte[] ToBytes(XElement presets)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };
        using (var writer = XmlWriter.Create(stream, settings)) new XDocument(presets).Save(writer);
        return stream.ToArray();
    }
}
