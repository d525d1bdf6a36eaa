namespace OmsGateway.Configuration.Status;

/// <summary>How a relay proxy does.</summary>
/// <param name="Address">The proxy as <c>http://host:port</c>.</param>
/// <param name="DownSince">Since when it gives no tunnels, UTC; null when nothing is known against it.</param>
/// <param name="LastTried">When it was asked for a tunnel last in vain, UTC; null when nothing is known against it.</param>
/// <param name="Problem">A sentence that says why it gives none, else null.</param>
public sealed record RelayProxyStatus(string Address, DateTimeOffset? DownSince, DateTimeOffset? LastTried, string? Problem);
