namespace OmsGateway.Configuration.Presets;

/// <summary>A host of a preset as its data has it, for who wants to see what a preset is made of.</summary>
/// <param name="Region">The region that alone has it, or null.</param>
/// <param name="Host">The host, in which <c>&lt;region&gt;</c> and the like stand for what the administrator gives.</param>
/// <param name="IsOptional">Whether it is added on request only.</param>
/// <param name="IsWide">Whether any customer of Azure can have a name that it matches.</param>
/// <param name="Reason">What the agents need it for.</param>
/// <param name="Source">Where it is documented.</param>
public sealed record PresetEntry(string? Region, string Host, bool IsOptional, bool IsWide, string Reason, PresetSource Source)
{
    internal static PresetEntry Of(HostTemplate host, string? region) => new(
        region,
        host.Text.Replace('{', '<').Replace('}', '>'),
        host.IsOptional,
        host.TrySample(out Hosts.HostPattern? sample, out _) && sample!.IsWide,
        host.Reason,
        host.Source);
}
