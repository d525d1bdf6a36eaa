using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Settings;

/// <summary>The settings file as XML, with everything that is dangerous in XML switched off.</summary>
internal static class SettingsXml
{
    public const string RootName = "OMSGateway";

    // Ours has two levels. XDocument's time grows with the square of the depth: a megabyte of start tags takes it a minute.
    private const int MaximumDepth = 32;

    /// <summary>Reads the document with its white space and line numbers.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="maximum">Most characters that it may have.</param>
    /// <exception cref="XmlException">It is not XML, is nested too deeply, or has a document type.</exception>
    public static XDocument Parse(byte[] content, int maximum = FileContent.MaximumBytes)
    {
        CheckDepth(content, maximum);
        using XmlReader reader = CreateReader(content, maximum);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
    }

    public static int LineOf(XObject node) => ((IXmlLineInfo)node).LineNumber;

    private static void CheckDepth(byte[] content, int maximum)
    {
        using XmlReader reader = CreateReader(content, maximum);
        var position = (IXmlLineInfo)reader;
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > MaximumDepth)
                    throw new XmlException("The elements are nested too deeply.", null, position.LineNumber, position.LinePosition);
            }
        }
        catch (XmlException e) when (e.LineNumber == 0)
        {
            // For a document type .NET gives no line, only advice for programmers.
            string message = e.Message.IndexOf("DTD", StringComparison.Ordinal) >= 0 ? "It holds a document type (DTD)." : e.Message;
            throw new XmlException(message, e, Math.Max(1, position.LineNumber), Math.Max(1, position.LinePosition));
        }
    }

    private static XmlReader CreateReader(byte[] content, int maximum) => XmlReader.Create(new MemoryStream(content), new XmlReaderSettings
    {
        // No entities: neither files of this machine nor a billion laughs.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maximum,
    });
}
