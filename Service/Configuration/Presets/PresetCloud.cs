namespace OmsGateway.Configuration.Presets;

/// <summary>A preset's hosts in one cloud.</summary>
internal sealed record PresetCloud(IReadOnlyList<HostTemplate> Hosts, IReadOnlyList<PresetRegion> Regions)
{
    /// <summary>The chosen regions: of the preset's table if it has one, where none chosen means all; else by any valid name.</summary>
    /// <exception cref="ConfigurationException">There is no such region.</exception>
    public IReadOnlyList<PresetRegion> Choose(string preset, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return Regions;
        return names.Select(name => Regions.Count == 0 ? Free(name) : Known(preset, name)).Distinct().ToArray();
    }

    /// <summary>Whether <see cref="Choose"/> takes a region of that name.</summary>
    public bool Knows(string name) => Regions.Count == 0 ? IsLabel(PresetRegion.Normalize(name)) : Regions.Any(r => r.IsCalled(name));

    private PresetRegion Known(string preset, string name) => Regions.FirstOrDefault(r => r.IsCalled(name))
        ?? throw new ConfigurationException($"{preset} has no region '{Printable.Shorten(name, 60)}' in this cloud; "
            + (Nearest.Find(name.Trim(), Regions.SelectMany(r => new[] { r.Name, PresetRegion.Normalize(r.Name) })) is { } nearest
                ? $"did you mean {nearest}?"
                : $"there are: {string.Join(", ", Regions.Select(r => r.Name))}."));

    // Azure adds regions faster than a table follows; what matters is that no dot or wildcard gets into a host name.
    private static PresetRegion Free(string name)
    {
        string label = PresetRegion.Normalize(name);
        if (!IsLabel(label)) throw new ConfigurationException($"'{Printable.Shorten(name, 60)}' is not the name of an Azure region, such as westeurope.");
        return new PresetRegion(label, label, null, []);
    }

    private static bool IsLabel(string text) =>
        text.Length is >= 2 and <= 40 && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
