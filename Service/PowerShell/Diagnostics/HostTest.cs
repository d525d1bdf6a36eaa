namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Whether clients may reach a host through the gateway, and whether it can be reached.</summary>
public sealed class HostTest
{
    /// <summary>The host.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The TCP port.</summary>
    public int Port { get; internal init; }

    /// <summary>Whether the gateway's policy lets it pass.</summary>
    public bool IsAllowed { get; internal init; }

    /// <summary>The entry that names it, or null.</summary>
    public string? Rule { get; internal init; }

    /// <summary>Where that entry comes from.</summary>
    public string? Source { get; internal init; }

    /// <summary>The group that the client is in, or null.</summary>
    public string? Group { get; internal init; }

    /// <summary>Whether a connection could be opened from this computer; null when none was tried or the answer is not known.</summary>
    public bool? IsReachable { get; internal init; }

    /// <summary>The reasons, in sentences.</summary>
    public string Explanation { get; internal init; } = "";
}
