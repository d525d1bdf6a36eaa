namespace OmsGateway.Configuration.Presets;

/// <summary>The documented endpoints of one kind of agent.</summary>
public sealed class EndpointPreset
{
    // Enough of a value to find it again.
    private const int MaximumShownLength = 60;

    private readonly IReadOnlyDictionary<AzureCloud, PresetCloud> _clouds;

    internal EndpointPreset(
        string name, string summary, string? note, IReadOnlyList<string> requires, IReadOnlyDictionary<AzureCloud, PresetCloud> clouds)
    {
        Name = name;
        Summary = summary;
        Note = note;
        Requires = requires;
        _clouds = clouds;
    }

    /// <summary>The preset's name.</summary>
    public string Name { get; }

    /// <summary>A sentence on the agents it is for.</summary>
    public string Summary { get; }

    /// <summary>What an administrator should know before using it, such as that the agents are retired; or null.</summary>
    public string? Note { get; }

    /// <summary>What has to be given: <c>Region</c>, <c>WorkspaceId</c>, <c>GatewayName</c>.</summary>
    public IReadOnlyList<string> Requires { get; }

    /// <summary>The file that it stands in when it is an administrator's own, else null.</summary>
    internal string? OwnFile { get; init; }

    /// <summary>The clouds it knows hosts in.</summary>
    public IEnumerable<AzureCloud> Clouds => _clouds.Keys;

    /// <summary>Names of the regions it knows in a cloud; empty when it takes any.</summary>
    public IReadOnlyList<string> RegionsOf(AzureCloud cloud) =>
        _clouds.TryGetValue(cloud, out PresetCloud? found) ? found.Regions.Select(r => r.Name).ToArray() : [];

    /// <summary>Its hosts in a cloud, as its data has them.</summary>
    public IReadOnlyList<PresetEntry> EntriesIn(AzureCloud cloud) => _clouds.TryGetValue(cloud, out PresetCloud? found)
        ? [.. found.Hosts.Select(host => PresetEntry.Of(host, null)),
            .. found.Regions.SelectMany(region => region.Hosts.Select(host => PresetEntry.Of(host, region.Name)))]
        : [];

    /// <summary>Whether it takes a region of that name in a cloud that it knows.</summary>
    public bool KnowsRegion(AzureCloud cloud, string region) => _clouds[cloud].Knows(region);

    /// <summary>
    /// What may be a slip in the request: a region that no table knows, where the hosts are made of whatever name is given. It is refused
    /// unless <see cref="PresetRequest.AllowsUnknownRegions"/>.
    /// </summary>
    public IReadOnlyList<string> Doubts(PresetRequest request) => DoubtfulRegions(request).Select(label =>
        $"'{Printable.Shorten(label, MaximumShownLength)}' is not one of the Azure regions that this version knows in the cloud {request.Cloud}; "
        + (Nearest.Find(label, KnownLabels(request.Cloud)) is { } nearest ? $"did you mean {nearest}?" : "check its name.")).ToArray();

    /// <summary>The regions that <see cref="Doubts"/> speaks of, as they stand in host names.</summary>
    public IReadOnlyList<string> DoubtfulRegions(PresetRequest request)
    {
        if (RegionsOf(request.Cloud).Count > 0) return [];
        string[] known = KnownLabels(request.Cloud);
        return request.Regions.Select(PresetRegion.Normalize).Distinct().Where(label => !known.Contains(label)).ToArray();
    }

    /// <summary>The allow-list entries for these agents, each once.</summary>
    /// <exception cref="ConfigurationException">Something is missing or unknown; the message says what.</exception>
    public IReadOnlyList<PresetHost> Expand(PresetRequest request)
    {
        if (!_clouds.TryGetValue(request.Cloud, out PresetCloud? cloud))
            throw new ConfigurationException($"{Name} has no endpoints in the cloud {request.Cloud}; it has in: {string.Join(", ", Clouds)}.");
        Require("Region", request.Regions);
        Require("WorkspaceId", request.WorkspaceIds);
        Require("GatewayName", request.GatewayNames);
        IReadOnlyList<PresetRegion> regions = cloud.Choose(Name, request.Regions);
        if (!request.AllowsUnknownRegions) RefuseUnknown(request);
        IReadOnlyList<string> workspaces = Ids(request.WorkspaceIds, "workspace");
        IReadOnlyList<string> accounts = Ids(request.AccountIds, "Automation account");
        IReadOnlyList<string> gateways = Names(request.GatewayNames, "an Azure Arc gateway, such as contoso of contoso.gw.arc.azure.com");
        IReadOnlyList<string> vaults = Names(request.VaultNames, "a key vault, such as contoso of contoso.vault.azure.net");
        PresetHost[] hosts = cloud.Hosts.SelectMany(host => host.Expand(Values(regions.Where(r => !OverridesCloud(r)))))
            .Concat(regions.SelectMany(region => region.Hosts.SelectMany(host => host.Expand(Values([region])))))
            .Where(host => request.IncludesOptional || !host.IsOptional)
            .GroupBy(host => host.Pattern).Select(same => same.First()).ToArray();
        return hosts.Length > 0 ? hosts : throw new ConfigurationException(WhyNone(request, cloud));

        Dictionary<string, IReadOnlyList<string>> Values(IEnumerable<PresetRegion> of) => new()
        {
            ["region"] = of.Select(r => PresetRegion.Normalize(r.Name)).ToArray(),
            ["code"] = of.Select(r => r.Code).ToArray(),
            ["workspace"] = workspaces,
            ["account"] = accounts,
            ["gateway"] = gateways,
            ["vault"] = vaults,
        };
    }

    /// <summary>What was not told, of what hosts are named after, in the words of <see cref="Requires"/>: that which gives the most hosts.</summary>
    /// <param name="request">What was told, of a cloud and regions that the preset knows.</param>
    public IReadOnlyList<string> FindUntold(PresetRequest request) =>
        [.. FindUntold(request, _clouds[request.Cloud]).Select(placeholder => placeholder.Requirement).Distinct()];

    private IReadOnlyList<PresetPlaceholder> FindUntold(PresetRequest request, PresetCloud cloud)
    {
        IReadOnlyList<PresetRegion> regions = cloud.Choose(Name, request.Regions);
        return cloud.Hosts.Concat(regions.SelectMany(region => region.Hosts)).Where(host => request.IncludesOptional || !host.IsOptional)
            .Select(host => host.Placeholders.Where(IsUntold).ToArray()).Where(untold => untold.Length > 0)
            .GroupBy(untold => string.Concat(untold.Select(placeholder => placeholder.Braced)))
            .OrderByDescending(same => same.Count()).FirstOrDefault()?.First() ?? [];

        bool IsUntold(PresetPlaceholder placeholder) => placeholder.Requirement switch
        {
            "Region" => regions.Count == 0,
            "WorkspaceId" => request.WorkspaceIds.Count == 0,
            "AccountId" => request.AccountIds.Count == 0,
            "GatewayName" => request.GatewayNames.Count == 0,
            _ => request.VaultNames.Count == 0,
        };
    }

    private string WhyNone(PresetRequest request, PresetCloud cloud)
    {
        IReadOnlyList<PresetPlaceholder> untold = FindUntold(request, cloud);
        string where = OwnFile is null ? "" : $" in {OwnFile}";
        if (untold.Count > 0)
        {
            return $"The hosts of {Name}{where} are named after {string.Join(" and ", untold.Select(placeholder => placeholder.Braced))}, not given: "
                + $"add {string.Join(" and ", untold.Select(placeholder => $"{placeholder.Option} or -{placeholder.Requirement}").Distinct())}.";
        }

        return request.IncludesOptional || cloud.Hosts.Concat(cloud.Regions.SelectMany(region => region.Hosts)).All(host => !host.IsOptional)
            ? $"{Name}{where} has no host in the cloud {request.Cloud}."
            : $"Every host of {Name}{where} is optional: add --optional or -IncludeOptional.";
    }

    private static string[] KnownLabels(AzureCloud cloud) => EndpointPresets.RegionsOf(cloud).Select(PresetRegion.Normalize).ToArray();

    // A region with its own names for the accounts' hosts lies under another domain than its cloud.
    private static bool OverridesCloud(PresetRegion region) => region.Hosts.Any(host => host.Text.Contains("{account}"));

    private void Require(string parameter, IReadOnlyList<string> values)
    {
        if (values.Count == 0 && Requires.Contains(parameter))
            throw new ConfigurationException($"The hosts of {Name} need to know: {string.Join(" and ", Requires)}.");
    }

    private static string[] Ids(IReadOnlyList<string> texts, string kind) =>
    [
        .. texts.Select(text => Guid.TryParse(text, out Guid id) ? id.ToString("D")
            : throw new ConfigurationException($"'{Printable.Shorten(text, MaximumShownLength)}' is not the id of a {kind}, which is a GUID."))
            .Distinct(),
    ];

    private void RefuseUnknown(PresetRequest request)
    {
        IReadOnlyList<string> doubts = Doubts(request);
        if (doubts.Count == 0) return;
        throw new ConfigurationException(
            $"{string.Join(" ", doubts)} Add --allow-unknown-region or -AllowUnknownRegion for a region that is newer than this version.");
    }

    // A single label, so that no dot or wildcard gets into a host name.
    private static string[] Names(IReadOnlyList<string> texts, string kind) => texts.Select(text => text.Trim().ToLowerInvariant()).Select(name =>
        PresetRequest.IsName(name)
            ? name
            : throw new ConfigurationException($"'{Printable.Shorten(name, MaximumShownLength)}' is not the name of {kind}.")).Distinct().ToArray();
}
