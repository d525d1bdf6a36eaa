using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>An allow-list entry that a preset stands for.</summary>
/// <param name="Pattern">The entry.</param>
/// <param name="IsOptional">Whether it is added on request only.</param>
/// <param name="Reason">What the agents need it for.</param>
/// <param name="Source">Where it is documented.</param>
public sealed record PresetHost(HostPattern Pattern, bool IsOptional, string Reason, PresetSource Source)
{
    /// <summary>What an administrator should know of an entry that is wide.</summary>
    public const string WideWarning =
        "any customer of Azure can have a name like this, so data could leave through it; remove the entry if your agents work without it";
}
