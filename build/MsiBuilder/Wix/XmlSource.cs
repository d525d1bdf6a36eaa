using System.Xml;
using System.Xml.Linq;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Wix;

/// <summary>Loads XML with line numbers; documents with a DTD are refused.</summary>
internal static class XmlSource
{
    public static XDocument? Load(string path, DiagnosticBag diagnostics, SourceLocation? referrer = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Load(stream, path, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Error(referrer ?? new(path, 0), DiagnosticCode.FileNotFound,
                $"The file '{path}' cannot be read: {e.Message}");
            return null;
        }
    }

    public static XDocument? Load(Stream stream, string name, DiagnosticBag diagnostics)
    {
        try
        {
            // A DTD can define entities that multiply without bounds, or read other files.
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            diagnostics.Error(new(name, e.LineNumber), DiagnosticCode.InvalidXml, e.Message);
            return null;
        }
    }

    public static SourceLocation LocationOf(XObject node, string file) => new(file, ((IXmlLineInfo)node).LineNumber);
}
