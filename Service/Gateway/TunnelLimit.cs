namespace OmsGateway.Gateway;

/// <summary>How many tunnels may be open at once.</summary>
/// <param name="Tunnels">The number in force.</param>
/// <param name="Configured">What MaximumTunnels says.</param>
/// <param name="Reason">Why it is fewer, in words that follow "because of"; null when it is not.</param>
public sealed record TunnelLimit(int Tunnels, int Configured, string? Reason);
