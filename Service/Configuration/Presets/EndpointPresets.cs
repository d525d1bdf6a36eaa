namespace OmsGateway.Configuration.Presets;

/// <summary>The shipped presets: endpoints of the agents that gateways are used with, so that nobody has to type them.</summary>
public static class EndpointPresets
{
    /// <summary>Every preset.</summary>
    public static IReadOnlyList<EndpointPreset> All { get; } = PresetReader.ReadShipped();

    /// <summary>Names of the regions of a cloud that this version knows; Azure may have some more.</summary>
    public static IReadOnlyList<string> RegionsOf(AzureCloud cloud) => AzureRegions.Of(cloud);

    /// <summary>A region's name as host names spell it: <c>West Europe</c> is <c>westeurope</c>.</summary>
    public static string LabelOf(string region) => PresetRegion.Normalize(region);

    /// <summary>The preset of that name, in any case.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static EndpointPreset Get(string name) => All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ConfigurationException(Unknown(name, All));

    /// <summary>Says that there is no preset of that name, and which there are.</summary>
    public static string Unknown(string name, IEnumerable<EndpointPreset> all) =>
        $"There is no preset '{Printable.Shorten(name, 60)}'; there are: {string.Join(", ", all.Select(p => p.Name))}.";
}
