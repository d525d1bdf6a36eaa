using System.IO.Compression;
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

    // Of a ZIP archive (APPNOTE.TXT §4.4.6, MS-DOS format).
    private static readonly DateTimeOffset EarliestTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

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

    /// <summary>
    /// Packs the folder for those who download it; tools unpack it into a folder of the archive's name. Equal folders give equal archives, so
    /// its entries have no time of their own.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The archive, written over one that is there.</param>
    public static void Pack(string folder, string path)
    {
        using ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            ZipArchiveEntry entry = archive.CreateEntry(Path.GetRelativePath(folder, file).Replace('\\', '/'));
            entry.LastWriteTime = EarliestTime;
            using Stream content = entry.Open();
            content.Write(File.ReadAllBytes(file));
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
