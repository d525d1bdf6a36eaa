using System.Net;

namespace OmsGateway.Gateway.Listening;

/// <summary>What the operating system knows about TCP ports. The host asks it; the gateway knows no operating system.</summary>
public interface ISystemPorts
{
    /// <summary>
    /// Whether ports are bound by Windows' rules: another program can take over a port that is not bound for oneself alone, and one that
    /// was is not free again before the connections accepted there have ended.
    /// </summary>
    bool HasWindowsRules { get; }

    /// <summary>Who listens where one would have to listen as well; null when nobody is known to.</summary>
    /// <param name="endPoint">An endpoint of this computer, or all of its addresses.</param>
    PortHolder? FindListener(IPEndPoint endPoint);

    /// <summary>The ports for outgoing connections, or null when they cannot be told.</summary>
    DynamicPorts? ReadDynamicPorts();
}

/// <summary>A process that listens on a port.</summary>
/// <param name="ProcessId">Its id, or null (or 0, as under Wine) when the system does not tell.</param>
/// <param name="Name">Its name, or null when the system does not tell.</param>
public sealed record PortHolder(int? ProcessId = null, string? Name = null)
{
    /// <summary>The process in a sentence.</summary>
    public override string ToString() => (ProcessId, Name) switch
    {
        (null or 0, _) => "another program",
        (_, null) => $"process {ProcessId}",
        _ => $"{Name} (process {ProcessId})",
    };
}

/// <summary>The ports from which the system takes one for each outgoing connection.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="InUse">How many of them others had when they were counted.</param>
public sealed record DynamicPorts(int Count, int InUse);
