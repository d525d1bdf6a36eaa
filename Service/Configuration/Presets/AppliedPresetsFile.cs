using System.Text;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Presets;

/// <summary>The record of the presets that were applied, as a file that is written by the gateway's own commands only.</summary>
internal static class AppliedPresetsFile
{
    /// <summary>Name of the elements of the record.</summary>
    public const string PresetName = "preset";

    /// <summary>Name of the elements of its hosts.</summary>
    public const string HostName = "host";

    /// <summary>Names of the attributes of a preset.</summary>
    public static readonly string[] Attributes = ["name", "cloud", "regions", "workspaces", "accounts", "gateways", "vaults", "optional"];

    private const string Root = "appliedPresets";
    private const string ListedBefore = "listedBefore";

    /// <exception cref="ConfigurationException">It is damaged.</exception>
    public static IReadOnlyList<AppliedPreset> Read(string path, byte[]? content)
    {
        if (content is null) return [];
        try
        {
            return [.. SettingsXml.Parse(content).Root!.Elements(PresetName).Select(Preset)];
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            throw new ConfigurationException(new ConfigurationProblem(path, (e as XmlException)?.LineNumber ?? 0, null, null,
                $"it is damaged: {Printable.Shorten(e.Message, 300)} Delete it, and apply the presets again with "
                + $"{SystemCommand.Of("Add-OMSGatewayAllowedHost -Preset", "hosts add --preset")}."));
        }
    }

    public static byte[] Write(IEnumerable<AppliedPreset> presets)
    {
        var root = new XElement(Root, presets.Select(Element));
        return Encoding.UTF8.GetBytes(new XDocument(
            new XComment(" The presets that were applied and the hosts they had then, by which 'hosts presets diff' finds what is new. "), root) + "\n");
    }

    /// <summary>A preset as an element of the record.</summary>
    public static XElement Element(AppliedPreset preset) => new(PresetName,
        new XAttribute("name", preset.Name),
        new XAttribute("cloud", preset.Request.Cloud),
        new XAttribute("regions", Join(preset.Request.Regions)),
        new XAttribute("workspaces", Join(preset.Request.WorkspaceIds)),
        new XAttribute("accounts", Join(preset.Request.AccountIds)),
        new XAttribute("gateways", Join(preset.Request.GatewayNames)),
        new XAttribute("vaults", Join(preset.Request.VaultNames)),
        new XAttribute("optional", preset.Request.IncludesOptional),
        preset.Hosts.Select(host => new XElement(HostName, preset.ListedBefore.Contains(host) ? new XAttribute(ListedBefore, true) : null, host)));

    /// <summary>Reads an element of the record.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public static AppliedPreset Preset(XElement element) => new(
        Text(element, "name"),
        new PresetRequest
        {
            Cloud = Enum.TryParse(Text(element, "cloud"), out AzureCloud cloud) ? cloud : throw new FormatException("A cloud is unknown."),
            Regions = Values(element, "regions"),
            // Its regions were confirmed when it was applied.
            AllowsUnknownRegions = true,
            WorkspaceIds = Values(element, "workspaces"),
            AccountIds = Values(element, "accounts"),
            GatewayNames = Values(element, "gateways"),
            VaultNames = Values(element, "vaults"),
            IncludesOptional = Text(element, "optional") == "true",
        },
        Hosts(element.Elements(HostName)))
        {
            ListedBefore = Hosts(element.Elements(HostName).Where(host => Text(host, ListedBefore) == "true")),
        };

    private static HostPattern[] Hosts(IEnumerable<XElement> elements) => [.. elements.Select(host => HostPattern.Parse(host.Value.Trim()))];

    private static string Join(IReadOnlyList<string> values) => string.Join(",", values);

    private static string[] Values(XElement element, string attribute) =>
        [.. Text(element, attribute).Split(',').Select(value => value.Trim()).Where(value => value.Length > 0)];

    private static string Text(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? "";
}
