using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

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

    public SortedSet<string> GatewayNames { get; } = new(StringComparer.Ordinal);

    private void Find(IReadOnlyCollection<string> presets)
    {
        foreach (EndpointPreset preset in EndpointPresets.All.Where(p => presets.Contains(p.Name) && p.Clouds.Contains(Cloud)))
        {
            Naming naming = NamingOf(preset);
            bool isFound = false;
            foreach (string region in CandidateRegions(preset))
            foreach (string name in CandidateNames(preset, naming))
            {
                // An administrator may have allowed a region that is newer than this version.
                var request = new PresetRequest { Cloud = Cloud, Regions = Given(region), AllowsUnknownRegions = true };
                if (!AreListed(preset, region, name.Length > 0 ? naming.Give(request, [name]) : request)) continue;
                isFound = true;
                if (region.Length > 0) Regions.Add(region);
                if (name.Length > 0) naming.Found.Add(name);
            }

            if (isFound) Presets.Add(preset.Name);
        }
    }

    private Naming NamingOf(EndpointPreset preset)
    {
        if (preset.Requires.Contains("WorkspaceId")) return new Naming((r, names) => r with { WorkspaceIds = names }, WorkspaceIds, true, IsId);
        if (preset.Requires.Contains("GatewayName")) return new Naming((r, names) => r with { GatewayNames = names }, GatewayNames, true, PresetRequest.IsName);
        return new Naming((r, names) => r with { AccountIds = names }, AccountIds, false, IsId);
    }

    private static bool IsId(string label) => Guid.TryParseExact(label, "D", out _);

    private IEnumerable<string> CandidateRegions(EndpointPreset preset)
    {
        IReadOnlyList<string> table = preset.RegionsOf(Cloud);
        return table.Count > 0 ? table : preset.Requires.Contains("Region") ? Labels(preset, AnyRegion) : [""];
    }

    private IEnumerable<string> CandidateNames(EndpointPreset preset, Naming naming)
    {
        IEnumerable<string> names = Labels(preset, AnyId).Where(naming.IsOne);
        return naming.IsNeeded ? names : names.Prepend("");
    }

    // The first labels of listed hosts, if they are in a domain in which hosts of the preset begin with the given label.
    private string[] Labels(EndpointPreset preset, string any)
    {
        IReadOnlyList<string> table = preset.RegionsOf(Cloud);
        // With placeholders the hosts of the preset show in which domains a region or a name comes first.
        var request = new PresetRequest
        {
            Cloud = Cloud, Regions = table.Count > 0 ? table : [AnyRegion], AllowsUnknownRegions = true,
            WorkspaceIds = [AnyId], AccountIds = [AnyId], GatewayNames = [AnyId],
        };
        HashSet<string> domains = [.. preset.Expand(request).Where(h => h.Pattern.Name.StartsWith(any + ".", StringComparison.Ordinal))
            .Select(h => DomainOf(h.Pattern))];
        return [.. _hosts.Where(h => h.Host is not null && domains.Contains(DomainOf(h))).Select(h => h.Name.Split('.')[0]).Distinct().Take(MaximumLabels)];
    }

    private static string DomainOf(HostPattern host) => host.Name.Substring(host.Name.IndexOf('.') + 1);

    private bool AreListed(EndpointPreset preset, string region, PresetRequest request)
    {
        if (region.Length > 0 && !preset.KnowsRegion(Cloud, region)) return false;
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

    /// <summary>What a preset's hosts are named after.</summary>
    /// <param name="Give">Puts names into a request.</param>
    /// <param name="Found">The names that are found.</param>
    /// <param name="IsNeeded">Whether the preset has no hosts without one.</param>
    /// <param name="IsOne">Whether a label can be such a name.</param>
    private sealed record Naming(Func<PresetRequest, string[], PresetRequest> Give, SortedSet<string> Found, bool IsNeeded, Func<string, bool> IsOne);
}
