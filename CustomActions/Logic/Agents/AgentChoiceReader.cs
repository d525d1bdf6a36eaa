using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Agents;

/// <summary>Reads the properties that say which hosts are allowed, and refuses what is wrong with them.</summary>
/// <param name="get">A property's value: before anything changes the session's, in WriteSettings the action's data.</param>
/// <param name="known">The presets that can be named.</param>
internal sealed class AgentChoiceReader(Func<string, string> get, IReadOnlyList<EndpointPreset> known)
{
    // Enough to find the value on the command line again.
    private const int ShownLength = 120;

    private static readonly char[] Separators = [',', ';'];
    private static readonly char[] HostSeparators = [',', ';', ' ', '\t', '\r', '\n'];
    private static readonly string[] Clouds = Enum.GetNames(typeof(AzureCloud));

    /// <summary>The properties that are read.</summary>
    public static IReadOnlyList<string> Properties { get; } =
        [PropertyNames.Presets, PropertyNames.PresetsKept, .. OfPresets, PropertyNames.AllowedHosts, PropertyNames.HostPolicy];

    /// <summary>The properties that mean nothing without a preset.</summary>
    public static IReadOnlyList<string> OfPresets =>
        [PropertyNames.Regions, PropertyNames.WorkspaceIds, PropertyNames.AccountIds, PropertyNames.GatewayNames, PropertyNames.Cloud];

    /// <exception cref="InstallerException">A value is wrong or missing.</exception>
    public AgentChoice Read()
    {
        EndpointPreset[] presets = [.. List(PropertyNames.Presets).Select(FindPreset).Distinct()];
        List<HostPattern> hosts = [];
        List<string> doubts = [], doubtfulRegions = [];
        List<(EndpointPreset, PresetRequest)> applied = [];
        if (presets.Length > 0)
        {
            var request = new PresetRequest
            {
                // ValidateProperties and the page for agents report unknown regions.
                Cloud = ReadCloud(), AllowsUnknownRegions = true, WorkspaceIds = Ids(PropertyNames.WorkspaceIds), AccountIds = Ids(PropertyNames.AccountIds),
                GatewayNames = [.. List(PropertyNames.GatewayNames).Select(GatewayName)],
            };
            EndpointPreset[] kept = [.. List(PropertyNames.PresetsKept).Select(FindPreset).Except(presets)];
            var regions = new RegionChoice(presets, kept, request.Cloud, List(PropertyNames.Regions));
            applied.AddRange(presets.Select(preset => (preset, request with { Regions = regions.For(preset) })));
            foreach ((EndpointPreset preset, PresetRequest told) in applied)
            {
                Expand(preset, told, hosts);
                doubts.AddRange(preset.Doubts(told));
                doubtfulRegions.AddRange(preset.DoubtfulRegions(told));
            }
        }

        HostPattern[] own = [.. get(PropertyNames.AllowedHosts).Split(HostSeparators, StringSplitOptions.RemoveEmptyEntries).Select(Host)];
        return new AgentChoice(applied, [.. hosts.Concat(own).Distinct()], own, ReadPolicy(), [.. doubts.Distinct()], [.. doubtfulRegions.Distinct()]);
    }

    private static void Expand(EndpointPreset preset, PresetRequest request, List<HostPattern> hosts)
    {
        Require(preset, "Region", request.Regions);
        Require(preset, "WorkspaceId", request.WorkspaceIds);
        Require(preset, "GatewayName", request.GatewayNames);
        try
        {
            hosts.AddRange(preset.Expand(request).Select(host => host.Pattern));
        }
        catch (ConfigurationException) when (preset.FindUntold(request).FirstOrDefault() is { } missing)
        {
            // Without it there is no host at all, as in regions whose only hosts are those of accounts.
            throw new InstallerException(InstallerError.PresetNeeds, preset.Name, PropertyOf(missing));
        }
    }

    // There is no property for the names of vaults: a preset that needs them is for the command line.
    private static string PropertyOf(string requirement) => requirement switch
    {
        "Region" => PropertyNames.Regions,
        "WorkspaceId" => PropertyNames.WorkspaceIds,
        "AccountId" => PropertyNames.AccountIds,
        "GatewayName" => PropertyNames.GatewayNames,
        _ => requirement,
    };

    private static void Require(EndpointPreset preset, string requirement, IReadOnlyList<string> values)
    {
        if (values.Count == 0 && preset.Requires.Contains(requirement))
            throw new InstallerException(InstallerError.PresetNeeds, preset.Name, PropertyOf(requirement));
    }

    private EndpointPreset FindPreset(string name) =>
        known.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw NoChoice(PropertyNames.Presets, name, known.Select(p => p.Name));

    private AzureCloud ReadCloud()
    {
        string text = get(PropertyNames.Cloud).Trim();
        if (text.Length == 0) return AzureCloud.Public;
        string name = Clouds.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw NoChoice(PropertyNames.Cloud, text, Clouds);
        return (AzureCloud)Enum.Parse(typeof(AzureCloud), name);
    }

    private string ReadPolicy()
    {
        string text = get(PropertyNames.HostPolicy).Trim();
        if (text.Length == 0) return "";
        var settings = new GatewaySettings();
        // By the rules of the setting itself, so that setup accepts what the cmdlets accept.
        SettingDefinition definition = SettingDefinitions.Find("HostPolicy")!;
        return definition.TryApply(text, ref settings, out _)
            ? definition.Format(settings)
            : throw NoChoice(PropertyNames.HostPolicy, text, Enum.GetNames(typeof(HostPolicyMode)));
    }

    // In the form that the names of the hosts contain, whichever was given.
    private string[] Ids(string property) => [.. List(property).Select(text => Guid.TryParse(text, out Guid id)
        ? id.ToString("D")
        : throw new InstallerException(InstallerError.InvalidId, property, Shown(text)))];

    private static string GatewayName(string text) => PresetRequest.IsName(text) ? text
        : throw new InstallerException(InstallerError.InvalidGatewayName, Shown(text));

    private static HostPattern Host(string text) => ListFiles.ParseHost(text, out HostPattern? host, out _)
        ? host!
        : throw new InstallerException(InstallerError.InvalidAllowedHost, Shown(text));

    // A region has a space in its name.
    private string[] List(string property) => [.. get(property).Split(Separators).Select(t => t.Trim()).Where(t => t.Length > 0)];

    private static InstallerException NoChoice(string property, string value, IEnumerable<string> choices) =>
        new(InstallerError.InvalidChoice, property, Shown(value), string.Join(", ", choices));

    private static string Shown(string text) => Printable.Shorten(text, ShownLength);
}
