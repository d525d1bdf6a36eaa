using OmsGateway.Configuration;
using OmsGateway.Configuration.Presets;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Agents;

/// <summary>
/// Which of REGIONS each preset is given. Defender's regions are parts of the world and no Azure regions, so that with several presets
/// each takes its own kind; and every region must be some preset's.
/// </summary>
internal sealed class RegionChoice
{
    private readonly AzureCloud _cloud;
    private readonly string[] _areas;
    private readonly string[] _others;

    /// <param name="presets">The presets that are given regions.</param>
    /// <param name="kept">Presets that have got theirs before, which stand in the same list.</param>
    /// <param name="cloud">The cloud.</param>
    /// <param name="regions">The list.</param>
    /// <exception cref="InstallerException">A preset is not for the cloud, or a region is no preset's.</exception>
    public RegionChoice(IReadOnlyList<EndpointPreset> presets, IReadOnlyList<EndpointPreset> kept, AzureCloud cloud, IReadOnlyList<string> regions)
    {
        _cloud = cloud;
        if (presets.FirstOrDefault(p => !p.Clouds.Contains(cloud)) is { } missing)
            throw new InstallerException(InstallerError.PresetNotInCloud, missing.Name, cloud.ToString(), string.Join(", ", missing.Clouds));
        EndpointPreset[] there = [.. kept.Where(p => p.Clouds.Contains(cloud))];
        _areas = [.. regions.Where(r => presets.Concat(there).Any(p => HasAreas(p) && p.KnowsRegion(cloud, r)))];
        _others = [.. regions.Except(_areas)];
        // REGIONS also contains the regions of kept presets, which the new ones need not know.
        foreach (string region in _others.Where(region => !there.Any(p => !HasAreas(p) && p.KnowsRegion(cloud, region))))
        {
            EndpointPreset[] regional = [.. presets.Where(p => !HasAreas(p))];
            // If all presets have areas only, none knows the region, and the first one is named.
            EndpointPreset? stranger = regional.Length == 0 ? presets[0] : regional.FirstOrDefault(p => !p.KnowsRegion(cloud, region));
            if (stranger is not null) throw new InstallerException(InstallerError.InvalidRegion, Printable.Shorten(region, 60), stranger.Name);
        }
    }

    public IReadOnlyList<string> For(EndpointPreset preset) => [.. (HasAreas(preset) ? _areas : _others).Where(r => preset.KnowsRegion(_cloud, r))];

    // A preset whose regions are optional and in a table of their own: without a region it allows all of them.
    private bool HasAreas(EndpointPreset preset) => !preset.Requires.Contains("Region") && preset.RegionsOf(_cloud).Count > 0;
}
