using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>How a relay proxy does.</summary>
public sealed class RelayProxyState
{
    internal RelayProxyState(RelayProxyStatus status)
    {
        Address = status.Address;
        IsWorking = status.DownSince is null;
        DownSince = status.DownSince?.LocalDateTime;
        LastTried = status.LastTried?.LocalDateTime;
        Problem = status.Problem;
    }

    /// <summary>The proxy as <c>http://host:port</c>.</summary>
    public string Address { get; }

    /// <summary>Whether nothing is known against it.</summary>
    public bool IsWorking { get; }

    /// <summary>Since when it has given no tunnel, or null.</summary>
    public DateTime? DownSince { get; }

    /// <summary>When a tunnel asked it last in vain, or null: a fallback that is not needed is not asked.</summary>
    public DateTime? LastTried { get; }

    /// <summary>A sentence that says why it gives none, or null.</summary>
    public string? Problem { get; }

    /// <inheritdoc/>
    public override string ToString() => IsWorking ? Address : $"{Address} (down)";
}
