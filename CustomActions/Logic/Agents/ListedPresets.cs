using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.CustomActions.Agents;

/// <summary>
/// Finds the presets whose hosts a list holds, with regions, workspaces and accounts: nothing notes that a preset was applied, and what
/// has become of its hosts since is what counts.
/// </summary>
internal sealed class ListedPresets
{
    private const string AnyRegion = "anyregion";
    private const string AnyId = "00000000-0000-0000-0000-000000000000";

    // More than a field of the wizard shows.
    private const int MaximumLabels = 20;

    private readonly HashSet<HostPattern> _hosts;

    /// <param name="hosts">The list of allowed hosts.</param>
    /// <param name="presets">Names of the presets to look for.</param>
    public ListedPresets(IEnumerable<HostPattern> hosts, IReadOnlyCollection<string> presets)
    {
        _hosts = [.. hosts];
        foreach (AzureCloud cloud in Enum.GetValues(typeof(AzureCloud)))
        {
            Cloud = cloud;
            Find(presets);
            if (Presets.Count > 0) return;
        }
    }

    /// <summary>The first cloud with a preset.</summary>
    public AzureCloud Cloud { get; }

    public List<string> Presets { get; } = [];

    public SortedSet<string> Regions { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> WorkspaceIds { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> AccountIds { get; } = new(StringComparer.Ordinal);

    private void Find(IReadOnlyCollection<string> presets)
    {
        foreach (EndpointPreset preset in EndpointPresets.All.Where(p => presets.Contains(p.Name) && p.Clouds.Contains(Cloud)))
        {
            bool needsWorkspace = preset.Requires.Contains("WorkspaceId");
            bool isFound = false;
            foreach (string region in CandidateRegions(preset))
            foreach (string id in CandidateIds(preset, needsWorkspace))
            {
                if (!AreListed(preset, region, needsWorkspace ? id : "", needsWorkspace ? "" : id)) continue;
                isFound = true;
                if (region.Length > 0) Regions.Add(region);
                if (id.Length > 0) (needsWorkspace ? WorkspaceIds : AccountIds).Add(id);
            }

            if (isFound) Presets.Add(preset.Name);
        }
    }

    private IEnumerable<string> CandidateRegions(EndpointPreset preset)
    {
        IReadOnlyList<string> table = preset.RegionsOf(Cloud);
        return table.Count > 0 ? table : preset.Requires.Contains("Region") ? Labels(preset, AnyRegion) : [""];
    }

    private IEnumerable<string> CandidateIds(EndpointPreset preset, bool needsWorkspace)
    {
        IEnumerable<string> ids = Labels(preset, AnyId).Where(label => Guid.TryParseExact(label, "D", out _));
        return needsWorkspace ? ids : ids.Prepend("");
    }

    // The first labels of listed hosts that lie where the preset has hosts beginning with this one.
    private string[] Labels(EndpointPreset preset, string any)
    {
        IReadOnlyList<string> table = preset.RegionsOf(Cloud);
        var request = new PresetRequest { Cloud = Cloud, Regions = table.Count > 0 ? table : [AnyRegion], WorkspaceIds = [AnyId], AccountIds = [AnyId] };
        HashSet<string> domains = [.. preset.Expand(request).Where(h => h.Pattern.Name.StartsWith(any + ".", StringComparison.Ordinal))
            .Select(h => DomainOf(h.Pattern))];
        return [.. _hosts.Where(h => h.Host is not null && domains.Contains(DomainOf(h))).Select(h => h.Name.Split('.')[0]).Distinct().Take(MaximumLabels)];
    }

    private static string DomainOf(HostPattern host) => host.Name.Substring(host.Name.IndexOf('.') + 1);

    private bool AreListed(EndpointPreset preset, string region, string workspace, string account)
    {
        if (region.Length > 0 && !preset.KnowsRegion(Cloud, region)) return false;
        var request = new PresetRequest { Cloud = Cloud, Regions = Given(region), WorkspaceIds = Given(workspace), AccountIds = Given(account) };
        try
        {
            return preset.Expand(request).All(host => _hosts.Contains(host.Pattern));
        }
        catch (ConfigurationException)
        {
            return false;
        }
    }

    private static string[] Given(string value) => value.Length == 0 ? [] : [value];
}
