using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.PolicyTemplates;

/// <summary>What the templates say in one language.</summary>
public sealed class PolicyTexts
{
    /// <summary>Name of the file in the folder of each language.</summary>
    public const string FileName = "Policies.xml";

    private readonly Dictionary<string, string> _texts;
    private readonly string _path;

    private PolicyTexts(string path, string culture, Dictionary<string, string> texts)
    {
        _path = path;
        Culture = culture;
        _texts = texts;
    }

    /// <summary>Name of the language, such as <c>de-DE</c>.</summary>
    public string Culture { get; }

    /// <summary>Ids of the texts.</summary>
    public IReadOnlyCollection<string> Ids => _texts.Keys;

    /// <summary>Reads a language's file.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static PolicyTexts Read(string path)
    {
        try
        {
            XElement root = XDocument.Load(path).Root!;
            return new PolicyTexts(path, root.Attribute("Culture")!.Value,
                root.Elements("String").ToDictionary(s => s.Attribute("Id")!.Value, s => s.Attribute("Value")!.Value));
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NullReferenceException)
        {
            throw new InvalidDataException($"{path} is no file of texts: {e.Message}", e);
        }
    }

    /// <summary>A text.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="InvalidDataException">There is none of that id.</exception>
    public string this[string id] => _texts.TryGetValue(id, out string? text) ? text : throw new InvalidDataException($"{_path} has no text {id}.");

    /// <summary>A text with its placeholders filled.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="values">What stands for {0}, {1} and so on.</param>
    public string Format(string id, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[id], values);
}
