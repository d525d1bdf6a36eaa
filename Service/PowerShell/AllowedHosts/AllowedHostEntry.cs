using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>An entry of the list of allowed hosts; its property names let it be piped into the cmdlets that take a host.</summary>
public sealed class AllowedHostEntry
{
    internal AllowedHostEntry(string host, string source, string? group)
    {
        Host = host;
        Source = source;
        Group = group;
    }

    /// <summary>A host, or <c>*.suffix</c>.</summary>
    public string Host { get; }

    /// <summary>Where it comes from: a list, or a workspace of the agent on this computer.</summary>
    public string Source { get; }

    /// <summary>The group of clients whose list it is, or null.</summary>
    public string? Group { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;

    /// <summary>An entry of a list.</summary>
    /// <param name="host">The entry.</param>
    /// <param name="group">The group whose list it is, null or empty for the clients in none.</param>
    internal static AllowedHostEntry Local(string host, string? group)
    {
        group = string.IsNullOrWhiteSpace(group) ? null : group;
        return new AllowedHostEntry(host, ConfigurationStore.FileNameOf(ConfigurationStore.HostListFileName, group), group);
    }
}
