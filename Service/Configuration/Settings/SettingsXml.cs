using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.Configuration.Settings;

/// <summary>The settings file as XML, with everything that is dangerous in XML switched off.</summary>
internal static class SettingsXml
{
    public const string RootName = "OMSGateway";

    /// <summary>Reads the document with its white space and line numbers.</summary>
    /// <exception cref="XmlException">It is not XML, or it has a document type.</exception>
    public static XDocument Parse(byte[] content)
    {
        var settings = new XmlReaderSettings
        {
            // No entities: neither files of this machine nor a billion laughs.
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Files.FileContent.MaximumBytes,
        };
        using var reader = XmlReader.Create(new MemoryStream(content), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
    }

    public static int LineOf(XObject node) => ((IXmlLineInfo)node).LineNumber;
}
