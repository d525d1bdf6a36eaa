namespace OmsGateway.Configuration.Presets;

/// <summary>The presets: endpoints of the agents that gateways are used with, so that nobody has to type them.</summary>
public static class EndpointPresets
{
    /// <summary>Every preset.</summary>
    public static IReadOnlyList<EndpointPreset> All { get; } = PresetReader.Read();

    /// <summary>The preset of that name, in any case.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static EndpointPreset Get(string name) => All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ConfigurationException(
            $"There is no preset '{Printable.Shorten(name, 60)}'; there are: {string.Join(", ", All.Select(p => p.Name))}.");
}
