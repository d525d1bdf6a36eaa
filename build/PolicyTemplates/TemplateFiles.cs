using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.PolicyTemplates;

/// <summary>The folder PolicyDefinitions: OMSGateway.admx, and OMSGateway.adml for each language in a folder of its name.</summary>
public static class TemplateFiles
{
    /// <summary>Namespace of both kinds of files (page "ADMX Schema" of the Windows documentation).</summary>
    public static XNamespace Namespace { get; } = "http://www.microsoft.com/GroupPolicy/PolicyDefinitions";

    /// <summary>Revision of the templates, which an .adml must reach to be used with the .admx.</summary>
    internal const string Revision = "1.0";

    private const string Name = "OMSGateway";

    /// <summary>Writes all files over those that are there.</summary>
    /// <param name="folder">The folder, which is made where there is none.</param>
    /// <param name="localization">The folder that has a folder for each language.</param>
    /// <exception cref="InvalidDataException">A language lacks a text.</exception>
    public static void Write(string folder, string localization)
    {
        Save(AdmxFile.Write(), Path.Combine(folder, Name + ".admx"));
        foreach (string language in Directory.GetDirectories(localization).Order(StringComparer.Ordinal))
        {
            var texts = PolicyTexts.Read(Path.Combine(language, PolicyTexts.FileName));
            Save(AdmlFile.Write(texts), Path.Combine(folder, texts.Culture, Name + ".adml"));
        }
    }

    private static void Save(XElement root, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\r\n" };
        using var writer = XmlWriter.Create(path, settings);
        new XDocument(root).Save(writer);
    }
}
