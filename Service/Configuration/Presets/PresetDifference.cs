using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Presets;

/// <summary>What has become of a preset since it was applied.</summary>
/// <param name="Applied">The preset as it was applied.</param>
/// <param name="New">Hosts that it has now, had not then, and that are not listed.</param>
/// <param name="Gone">Listed hosts that it had then and has no more, nor has another applied preset.</param>
/// <param name="TakenOff">Hosts that it had then and has now, and that somebody has taken off the list.</param>
/// <param name="Problem">Why it cannot be compared, such as that there is no such preset any more; or null.</param>
public sealed record PresetDifference(
    AppliedPreset Applied, IReadOnlyList<PresetHost> New, IReadOnlyList<HostPattern> Gone, IReadOnlyList<HostPattern> TakenOff, string? Problem)
{
    /// <summary>Whether an update would change the list.</summary>
    public bool HasNews => New.Count > 0 || Gone.Count > 0;
}
