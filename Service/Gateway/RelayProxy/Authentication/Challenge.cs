namespace OmsGateway.Gateway.RelayProxy.Authentication;

/// <summary>One challenge of a Proxy-Authenticate field (RFC 9110 §11.3). Parameters are of no use here and not kept.</summary>
/// <param name="Scheme">The scheme as sent; compare without case.</param>
/// <param name="Token">The token68 of a handshake in progress, or null.</param>
internal readonly record struct Challenge(string Scheme, string? Token);
