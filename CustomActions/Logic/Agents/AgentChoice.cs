using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.CustomActions.Agents;

/// <summary>Which hosts properties of the package ask for.</summary>
/// <param name="Presets">The kinds of agents, each with what its preset is told.</param>
/// <param name="Hosts">The entries for the list of allowed hosts, each once.</param>
/// <param name="OwnHosts">Those of them that ALLOWEDHOSTS names, be they a preset's as well.</param>
/// <param name="Policy">What becomes of other hosts, as HOSTPOLICY says; empty when it says nothing.</param>
/// <param name="Doubts">What may be a slip: regions that this version does not know.</param>
/// <param name="DoubtfulRegions">The regions that they speak of.</param>
internal sealed record AgentChoice(
    IReadOnlyList<(EndpointPreset Preset, PresetRequest Request)> Presets, IReadOnlyList<HostPattern> Hosts, IReadOnlyList<HostPattern> OwnHosts,
    string Policy, IReadOnlyList<string> Doubts, IReadOnlyList<string> DoubtfulRegions);
