using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>An entry of the list of allowed hosts; its property names let it be piped into the cmdlets that take a host.</summary>
public sealed class AllowedHostEntry
{
    internal AllowedHostEntry(string host, string source)
    {
        Host = host;
        Source = source;
    }

    /// <summary>A host, or <c>*.suffix</c>.</summary>
    public string Host { get; }

    /// <summary>Where it comes from: the local list, or a workspace of the agent on this computer.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;

    /// <summary>An entry of the local list.</summary>
    internal static AllowedHostEntry Local(string host) => new(host, ConfigurationStore.HostListFileName);
}
