using OmsGateway.Gateway.Outcomes;


namespace OmsGateway.Soak.Agents;

/// <summary>Something that an agent, a probe or an attacker does with one connection.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Weight">How often it is chosen, relative to the others.</param>
/// <param name="RunAsync">Does it and tells what the gateway should have recorded.</param>
/// <param name="Answers">The answers to its request that are right.</param>
internal sealed record Scenario(string Name, int Weight, Func<AgentConnection, Task<Verdict>> RunAsync, params TunnelOutcome[] Answers);
