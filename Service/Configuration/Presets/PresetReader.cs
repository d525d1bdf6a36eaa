using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Presets;

/// <summary>Reads presets; what is wrong with their data is said with file and line.</summary>
internal sealed class PresetReader
{
    private static readonly string[] Requirements = ["Region", "WorkspaceId", "GatewayName"];

    private readonly string _file;
    private readonly bool _isOwn;
    private readonly Dictionary<string, PresetSource> _sources = new(StringComparer.Ordinal);

    private PresetReader(string file, XElement root, bool isOwn)
    {
        _file = file;
        _isOwn = isOwn;
        foreach (XElement source in root.Elements("source"))
            _sources[Text(source, "id")] = new PresetSource(Text(source, "page"), Text(source, "lookedUp"), (string?)source.Attribute("edition"));
    }

    /// <summary>Reads the presets that the assembly carries.</summary>
    public static IReadOnlyList<EndpointPreset> ReadShipped()
    {
        const string Name = "EndpointPresets.xml";
        using Stream stream = typeof(PresetReader).Assembly.GetManifestResourceStream(Name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Read(Name, content.ToArray(), isOwn: false);
    }

    /// <summary>Reads presets.</summary>
    /// <param name="file">The file, for what is said of it.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isOwn">Whether it is an administrator's own, which needs no sources and reasons.</param>
    /// <exception cref="ConfigurationException">The data is wrong.</exception>
    public static IReadOnlyList<EndpointPreset> Read(string file, byte[] content, bool isOwn)
    {
        try
        {
            XElement root = SettingsXml.Parse(content).Root!;
            var reader = new PresetReader(file, root, isOwn);
            return [.. root.Elements("preset").Select(reader.Preset)];
        }
        catch (XmlException e)
        {
            throw new ConfigurationException($"{file}({e.LineNumber}): it is not XML that can be read: {Printable.Shorten(e.Message, 300)}");
        }
    }

    private EndpointPreset Preset(XElement element)
    {
        string[] requires = ((string?)element.Attribute("requires") ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (requires.FirstOrDefault(r => !Requirements.Contains(r)) is { } unknown)
            throw Wrong(element, $"requires has '{unknown}', and can have {string.Join(", ", Requirements)}");
        var clouds = new Dictionary<AzureCloud, PresetCloud>();
        foreach (XElement cloud in element.Elements("cloud"))
            clouds[Cloud(cloud)] = new PresetCloud(Hosts(cloud), [.. cloud.Elements("region").Select(Region)]);
        return new EndpointPreset(Text(element, "name"), Text(element, "summary"), (string?)element.Attribute("note"), requires, clouds);
    }

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
        var host = new HostTemplate(
            element.Value.Trim(),
            bool.TryParse(Find(element, "isOptional"), out bool isOptional) && isOptional,
            Find(element, "reason") ?? (_isOwn ? "" : throw Missing(element, "reason")),
            Source(element));
        return host.TrySample(out _, out string? error) ? host : throw Wrong(element, $"'{host.Text}' is not a host: {error}");
    }

    private PresetSource Source(XElement element)
    {
        if (Find(element, "source") is not { } id) return _isOwn ? new PresetSource(_file, "", null) : throw Missing(element, "source");
        return _sources.TryGetValue(id, out PresetSource? found) ? found : throw Wrong(element, $"there is no <source> with the id '{id}'");
    }

    private AzureCloud Cloud(XElement element) => Enum.TryParse(Text(element, "name"), out AzureCloud cloud) && Enum.IsDefined(typeof(AzureCloud), cloud)
        ? cloud
        : throw Wrong(element, $"name is one of {string.Join(", ", Enum.GetNames(typeof(AzureCloud)))}");

    private static string? Find(XElement element, string attribute) =>
        element.AncestorsAndSelf().Select(e => (string?)e.Attribute(attribute)).FirstOrDefault(text => text is not null);

    private string Text(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) ?? throw Missing(element, attribute);

    private ConfigurationException Missing(XElement element, string attribute) => Wrong(element, $"it has no attribute {attribute}");

    private ConfigurationException Wrong(XElement element, string message) =>
        new($"{_file}({SettingsXml.LineOf(element)}): <{element.Name.LocalName}>: {Printable.Shorten(message, 300)}.");
}
