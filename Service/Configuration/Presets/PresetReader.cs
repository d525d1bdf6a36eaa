using System.Xml.Linq;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Presets;

/// <summary>Reads EndpointPresets.xml, which the assembly carries.</summary>
internal static class PresetReader
{
    public static IReadOnlyList<EndpointPreset> Read()
    {
        using Stream stream = typeof(PresetReader).Assembly.GetManifestResourceStream("EndpointPresets.xml")!;
        return XDocument.Load(stream).Root!.Elements("preset").Select(Preset).ToArray();
    }

    private static EndpointPreset Preset(XElement element) => new(
        Text(element, "name"),
        Text(element, "summary"),
        ((string?)element.Attribute("requires") ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries),
        element.Elements("cloud").ToDictionary(Cloud, cloud => new PresetCloud(Hosts(cloud), cloud.Elements("region").Select(Region).ToArray())));

    private static PresetRegion Region(XElement element) =>
        new(Text(element, "name"), Text(element, "code"), (string?)element.Attribute("also"), Hosts(element));

    private static HostTemplate[] Hosts(XElement element) =>
        element.Elements("host").Select(host => new HostTemplate(host.Value, (bool?)host.Attribute("isWide") ?? false)).ToArray();

    private static AzureCloud Cloud(XElement element) => (AzureCloud)Enum.Parse(typeof(AzureCloud), Text(element, "name"));

    private static string Text(XElement element, string attribute) => (string)element.Attribute(attribute)!;
}
