using OmsGateway.Configuration.Hosts;

namespace OmsGateway.PowerShell.AllowedHosts;

/// <summary>An entry of the list of allowed hosts; its property names let it be piped into the cmdlets that take a host.</summary>
public sealed class AllowedHostEntry
{
    internal AllowedHostEntry(AllowedHost entry)
    {
        Host = entry.Pattern.ToString();
        Source = entry.Source;
    }

    /// <summary>A host, or <c>*.suffix</c>.</summary>
    public string Host { get; }

    /// <summary>Where it comes from: the local list, or a workspace of the agent on this computer.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Host;
}
