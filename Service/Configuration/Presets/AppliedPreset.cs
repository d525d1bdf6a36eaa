using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>A preset that was applied, with what it was told and the hosts it had then.</summary>
/// <param name="Name">The preset's name.</param>
/// <param name="Request">What it was told.</param>
/// <param name="Hosts">The hosts that it stood for.</param>
public sealed record AppliedPreset(string Name, PresetRequest Request, IReadOnlyList<HostPattern> Hosts)
{
    /// <summary>
    /// Those of its hosts that are the administrator's own: the list held them already, and not by another preset, or he has added them by name.
    /// </summary>
    public IReadOnlyList<HostPattern> ListedBefore { get; init; } = [];

    /// <summary>The preset and what it was told, in one line.</summary>
    public string Description
    {
        get
        {
            string[] given =
            [
                .. new[] { Request.Regions, Request.WorkspaceIds, Request.AccountIds, Request.GatewayNames, Request.VaultNames }
                    .Where(values => values.Count > 0).Select(values => string.Join(", ", values)),
                .. Request.IncludesOptional ? ["with optional hosts"] : Array.Empty<string>(),
            ];
            return $"{Name} ({string.Join("; ", given.Prepend(Request.Cloud.ToString()))})";
        }
    }

    /// <summary>Whether it is by this preset that a host came onto the list.</summary>
    internal bool Brought(HostPattern host) => Hosts.Contains(host) && !ListedBefore.Contains(host);

    /// <summary>Whether it is of the preset of that name, in any case.</summary>
    internal bool IsOf(string name) => Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the same preset was told the same, in whatever order.</summary>
    internal bool IsSame(AppliedPreset other) => IsOf(other.Name)
        && Request.Cloud == other.Request.Cloud
        && Request.IncludesOptional == other.Request.IncludesOptional
        && AreSame(Request.Regions, other.Request.Regions, EndpointPresets.LabelOf)
        && AreSame(Request.WorkspaceIds, other.Request.WorkspaceIds, Lower)
        && AreSame(Request.AccountIds, other.Request.AccountIds, Lower)
        && AreSame(Request.GatewayNames, other.Request.GatewayNames, Lower)
        && AreSame(Request.VaultNames, other.Request.VaultNames, Lower);

    private static string Lower(string text) => text.Trim().ToLowerInvariant();

    private static bool AreSame(IReadOnlyList<string> some, IReadOnlyList<string> others, Func<string, string> normalize) =>
        new HashSet<string>(some.Select(normalize)).SetEquals(others.Select(normalize));
}
