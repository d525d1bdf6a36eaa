using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Presets;

/// <summary>Reads presets; what is wrong with their data is said with file and line.</summary>
internal sealed class PresetReader
{
    private const int MaximumNameLength = 60;

    // Attributes of a host, or of an element around it.
    private static readonly string[] OfHosts = ["reason", "source", "isOptional"];

    private static readonly string[] Requirements = ["Region", "WorkspaceId", "GatewayName"];

    // 'hosts presets' has verbs of these names.
    private static readonly string[] ReservedNames = ["diff", "update", "forget"];

    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["source"] = ["id", "page", "lookedUp", "edition"],
        ["preset"] = ["name", "summary", "note", "requires", .. OfHosts],
        ["cloud"] = ["name", .. OfHosts],
        ["region"] = ["name", "code", "also", .. OfHosts],
        ["group"] = OfHosts,
        ["host"] = OfHosts,
    };

    private readonly string _file;
    private readonly bool _isOwn;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, PresetSource> _sources = new(StringComparer.Ordinal);

    private PresetReader(string file, XElement root, bool isOwn)
    {
        _file = file;
        _isOwn = isOwn;
        foreach (XElement element in root.Descendants()) CheckAttributes(element);
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
            return Read(file, SettingsXml.Parse(content).Root!, isOwn);
        }
        catch (XmlException e)
        {
            throw new ConfigurationException(
                new ConfigurationProblem(file, e.LineNumber, null, null, $"it is not XML that can be read: {Printable.Shorten(e.Message, 300)}"));
        }
    }

    /// <summary>Reads the presets that an element holds.</summary>
    /// <exception cref="ConfigurationException">The data is wrong.</exception>
    public static IReadOnlyList<EndpointPreset> Read(string file, XElement root, bool isOwn)
    {
        var reader = new PresetReader(file, root, isOwn);
        return [.. root.Elements("preset").Select(reader.Preset)];
    }

    // A misspelt attribute must not allow a host that was meant to be optional.
    private void CheckAttributes(XElement element)
    {
        if (!Attributes.TryGetValue(element.Name.LocalName, out string[]? known)) throw Wrong(element, $"it can be {string.Join(", ", Attributes.Keys)}");
        if (element.Attributes().FirstOrDefault(a => !known.Contains(a.Name.LocalName)) is { } unknown)
            throw Wrong(element, $"it has an attribute {unknown.Name.LocalName}, and can have {string.Join(", ", known)}");
        if ((string?)element.Attribute("isOptional") is { } text && !bool.TryParse(text, out _))
            throw Wrong(element, $"isOptional is '{text}', and can be true or false");
    }

    private EndpointPreset Preset(XElement element)
    {
        string[] requires = ((string?)element.Attribute("requires") ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (requires.FirstOrDefault(r => !Requirements.Contains(r)) is { } unknown)
            throw Wrong(element, $"requires has '{unknown}', and can have {string.Join(", ", Requirements)}");
        var clouds = new Dictionary<AzureCloud, PresetCloud>();
        foreach (XElement cloud in element.Elements("cloud"))
            clouds[Cloud(cloud)] = new PresetCloud(Hosts(cloud), [.. cloud.Elements("region").Select(Region)]);
        var preset = new EndpointPreset(Text(element, "name"), Text(element, "summary"), (string?)element.Attribute("note"), requires, clouds)
        {
            OwnFile = _isOwn ? _file : null,
        };
        if (_isOwn) CheckName(element, preset.Name);
        return preset;
    }

    private void CheckName(XElement element, string name)
    {
        string shown = $"the name '{Printable.Shorten(name, MaximumNameLength)}'";
        if (name.Length is 0 or > MaximumNameLength || !name.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            throw Wrong(element, $"{shown} may have letters and digits only, {MaximumNameLength} at most");
        // An entry in an administrator's own file must not change the meaning of a shipped name.
        string[] taken = [.. ReservedNames, .. EndpointPresets.All.Select(shipped => shipped.Name), .. _names];
        if (taken.Contains(name, StringComparer.OrdinalIgnoreCase)) throw Wrong(element, $"{shown} is taken; choose another one");
        _names.Add(name);
    }

    private PresetRegion Region(XElement element)
    {
        var region = new PresetRegion(Text(element, "name"), Text(element, "code"), (string?)element.Attribute("also"), Hosts(element));
        // Both become part of hosts, and the record of applied presets has names with commas between them.
        if (!PresetRequest.IsName(PresetRegion.Normalize(region.Name)))
            throw Wrong(element, $"name is '{region.Name}', and can have letters, digits, spaces and hyphens");
        if (!PresetRequest.IsName(region.Code)) throw Wrong(element, $"code is '{region.Code}', and can have letters, digits and hyphens");
        return region;
    }

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
        new(new ConfigurationProblem(
            _file, SettingsXml.LineOf(element), null, null, $"<{element.Name.LocalName}>: {Printable.Shorten(message, 300)}."));
}
