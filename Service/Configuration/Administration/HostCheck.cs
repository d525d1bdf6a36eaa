using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Administration;

/// <summary>Whether the gateway would let a client reach a host, and why.</summary>
/// <param name="Host">The host, normalised.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="IsAllowed">Whether policy lets it pass; <c>HostPolicy</c> ReportOnly lets every host pass.</param>
/// <param name="Entry">The allow-list entry that names the host, or null.</param>
/// <param name="Group">The group that the client is in, or null.</param>
/// <param name="Explanation">A sentence for a person: by which entry of which source, or what is missing.</param>
public sealed record HostCheck(string Host, int Port, bool IsAllowed, AllowedHost? Entry, string? Group, string Explanation);
