using System.Net.Sockets;
using OmsGateway.Gateway.Reporting;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>What came of asking the relay proxy for a tunnel.</summary>
internal sealed class RelayProxyResult
{
    /// <summary>
    /// <see cref="TunnelOutcome.Open"/>, <see cref="TunnelOutcome.RelayProxyFailed"/>,
    /// <see cref="TunnelOutcome.RelayProxyAuthenticationFailed"/> or <see cref="TunnelOutcome.RelayProxyPaused"/>.
    /// </summary>
    public required TunnelOutcome Outcome { get; init; }

    /// <summary>The tunnel, owned by the caller, when the outcome is <see cref="TunnelOutcome.Open"/>; else null.</summary>
    public Socket? Socket { get; init; }

    /// <summary>Bytes read past the proxy's reply: the first that the target sent through the tunnel.</summary>
    public ReadOnlyMemory<byte> Leftover { get; init; }

    /// <summary>The status of the proxy's last reply, or null when none was understood.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// One sentence for the event log: which proxy, what it answered, how to fix it. Bounded, without control characters
    /// and without credentials. Null when the tunnel is open.
    /// </summary>
    public string? Detail { get; init; }
}
