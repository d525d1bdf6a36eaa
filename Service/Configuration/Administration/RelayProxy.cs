namespace OmsGateway.Configuration.Administration;

/// <summary>The relay proxy as an administrator may see it: without the password.</summary>
/// <param name="Address">The proxy as <c>http://host:port</c>.</param>
/// <param name="UserName">User name, or null when none is set.</param>
/// <param name="HasPassword">Whether a password is set.</param>
public sealed record RelayProxy(string Address, string? UserName, bool HasPassword);
