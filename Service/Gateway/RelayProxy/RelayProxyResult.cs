using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>What came of asking the relay proxy for a tunnel.</summary>
internal sealed class RelayProxyResult
{
    /// <summary>
    /// <see cref="TunnelOutcome.Open"/>, <see cref="TunnelOutcome.RelayProxyFailed"/>,
    /// <see cref="TunnelOutcome.RelayProxyAuthenticationFailed"/>, <see cref="TunnelOutcome.RelayProxyPaused"/> or, where the proxy was not
    /// asked, <see cref="TunnelOutcome.LookUpsBusy"/> (its own name was not looked up) and <see cref="TunnelOutcome.ConnectTimeout"/> (its
    /// turn was over).
    /// </summary>
    public required TunnelOutcome Outcome { get; init; }

    /// <summary>Whether there was no connection to the proxy.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Whether a pause begins with it, in which nothing else says why there are no tunnels.</summary>
    public bool BeginsPause { get; init; }

    /// <summary>What it says of the proxy.</summary>
    public RelayProxyVerdict Verdict => Outcome switch
    {
        TunnelOutcome.Open => RelayProxyVerdict.Works,
        TunnelOutcome.LookUpsBusy or TunnelOutcome.ConnectTimeout => RelayProxyVerdict.Unknown,
        TunnelOutcome.RelayProxyFailed when IsUnreachable => RelayProxyVerdict.Fails,
        // Squid no longer counts such answers against a parent (its pull requests 1166 and 1772), and browsers do not try the next proxy after
        // one: most of them are about the target, and what one proxy forbids the next must not allow.
        TunnelOutcome.RelayProxyFailed => Status is null ? RelayProxyVerdict.Unanswered : RelayProxyVerdict.Works,
        _ => RelayProxyVerdict.Fails,
    };

    /// <summary>The tunnel, owned by the caller, when the outcome is <see cref="TunnelOutcome.Open"/>; else null.</summary>
    public Connection? Connection { get; init; }

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
