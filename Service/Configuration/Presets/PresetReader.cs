using System.Xml.Linq;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Presets;

/// <summary>Reads presets; what is wrong with their data is said with file and line.</summary>
internal sealed class PresetReader
{
    private readonly string _file;
    private readonly Dictionary<string, PresetSource> _sources;

    private PresetReader(string file, XElement root)
    {
        _file = file;
        _sources = root.Elements("source").ToDictionary(source => Text(source, "id"), source =>
            new PresetSource(Text(source, "page"), Text(source, "lookedUp"), (string?)source.Attribute("edition")));
    }

    /// <summary>Reads the presets that the assembly carries.</summary>
    public static IReadOnlyList<EndpointPreset> ReadShipped()
    {
        const string Name = "EndpointPresets.xml";
        using Stream stream = typeof(PresetReader).Assembly.GetManifestResourceStream(Name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Read(Name, content.ToArray());
    }

    /// <exception cref="ConfigurationException">The data is wrong.</exception>
    public static IReadOnlyList<EndpointPreset> Read(string file, byte[] content)
    {
        XElement root = SettingsXml.Parse(content).Root!;
        var reader = new PresetReader(file, root);
        return [.. root.Elements("preset").Select(reader.Preset)];
    }

    private EndpointPreset Preset(XElement element) => new(
        Text(element, "name"),
        Text(element, "summary"),
        (string?)element.Attribute("note"),
        ((string?)element.Attribute("requires") ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries),
        element.Elements("cloud").ToDictionary(Cloud, cloud => new PresetCloud(Hosts(cloud), [.. cloud.Elements("region").Select(Region)])));

    private PresetRegion Region(XElement element) =>
        new(Text(element, "name"), Text(element, "code"), (string?)element.Attribute("also"), Hosts(element));

    private HostTemplate[] Hosts(XElement element) => [.. element.Elements().SelectMany(child => child.Name.LocalName switch
    {
        "host" => [Host(child)],
        "group" => Hosts(child),
        _ => [],
    })];

    private HostTemplate Host(XElement element)
    {
        string source = Around(element, "source");
        var host = new HostTemplate(
            element.Value.Trim(),
            bool.TryParse(Find(element, "isOptional"), out bool isOptional) && isOptional,
            Around(element, "reason"),
            _sources.TryGetValue(source, out PresetSource? found) ? found : throw Wrong(element, $"there is no <source> with the id '{source}'"));
        return host.TrySample(out _, out string? error) ? host : throw Wrong(element, $"'{host.Text}' is not a host: {error}");
    }

    private AzureCloud Cloud(XElement element) => Enum.TryParse(Text(element, "name"), out AzureCloud cloud) && Enum.IsDefined(typeof(AzureCloud), cloud)
        ? cloud
        : throw Wrong(element, $"name is one of {string.Join(", ", Enum.GetNames(typeof(AzureCloud)))}");

    private string Around(XElement element, string attribute) =>
        Find(element, attribute) ?? throw Wrong(element, $"it has no {attribute}, nor has an element around it");

    private static string? Find(XElement element, string attribute) =>
        element.AncestorsAndSelf().Select(e => (string?)e.Attribute(attribute)).FirstOrDefault(text => text is not null);

    private string Text(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) ?? throw Wrong(element, $"it has no {attribute}");

    private ConfigurationException Wrong(XElement element, string message) =>
        new($"{_file}({SettingsXml.LineOf(element)}): <{element.Name.LocalName}>: {Printable.Shorten(message, 300)}.");
}
