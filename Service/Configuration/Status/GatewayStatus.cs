using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Status;

/// <summary>What the running service last said about itself; it writes this every few seconds for the verb <c>status</c>.</summary>
public sealed record GatewayStatus
{
    /// <summary>How often the service writes its status.</summary>
    public static TimeSpan WriteInterval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Id of the service's process.</summary>
    public int ProcessId { get; init; }

    /// <summary>Version of the service.</summary>
    public string Version { get; init; } = "";

    /// <summary>When the service started, UTC.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When this status was written, UTC; old when the service has died.</summary>
    public DateTimeOffset Written { get; init; }

    /// <summary>Endpoints the service listens on, as <c>address:port</c>.</summary>
    public IReadOnlyList<string> ListenEndpoints { get; init; } = [];

    /// <summary>Why the last reload was refused, or null when the files on disk are in force.</summary>
    public string? ConfigurationProblem { get; init; }

    /// <summary>Since when an administrator drains the gateway, UTC, or null.</summary>
    public DateTimeOffset? DrainingSince { get; init; }

    /// <summary>Whether the gateway refuses every new tunnel because it drains; it begins to some seconds after it has said that it is not ready.</summary>
    public bool RefusesNewTunnels { get; init; }

    /// <summary>Whether it drains and nothing is open any more. While it still gives new tunnels, that none is open says nothing.</summary>
    public bool IsDrained => RefusesNewTunnels && ActiveClientConnections == 0;

    /// <summary>Tunnels that may be open at once; 0 when a version wrote the status that did not say.</summary>
    public int MaximumTunnels { get; init; }

    /// <summary>Why that is fewer than the settings say, in words that follow "because of", or null when it is not.</summary>
    public string? TunnelLimitReason { get; init; }

    /// <summary>Counter "Active Client Connection".</summary>
    public long ActiveClientConnections { get; init; }

    /// <summary>Counter "Connected Client".</summary>
    public long ConnectedClients { get; init; }

    /// <summary>Counter "Error Count".</summary>
    public long Errors { get; init; }

    /// <summary>Counter "Rejection Count".</summary>
    public long Rejections { get; init; }

    /// <summary>Connections closed since the start.</summary>
    public long ClosedConnections { get; init; }

    /// <summary>Bytes transferred in both directions by closed connections since the start.</summary>
    public long TransferredBytes { get; init; }

    /// <summary>Bytes sent to hosts since the start, those of open tunnels included.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes received from hosts since the start, those of open tunnels included.</summary>
    public long BytesReceived { get; init; }

    /// <summary>The relay proxies in the order in which they are tried; empty when the gateway connects directly.</summary>
    public IReadOnlyList<RelayProxyStatus> RelayProxies { get; init; } = [];

    /// <summary>Hosts off the allow list that clients asked for last, the latest first.</summary>
    public IReadOnlyList<DeniedHost> DeniedHosts { get; init; } = [];

    /// <summary>Whether the service has missed so many writes in a row that it is gone, or hangs.</summary>
    public bool IsStale(DateTimeOffset now) => now - Written > TimeSpan.FromTicks(5 * WriteInterval.Ticks);

    /// <summary>Replaces the status file, and makes its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string path)
    {
        StateFolder.Ensure(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, StatusXml.ToBytes(this));
    }

    /// <summary>Reads a status file; null when there is none, or it cannot be read or understood.</summary>
    public static GatewayStatus? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a status file; null when there is none or it cannot be understood.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    internal static GatewayStatus? Read(string path)
    {
        try
        {
            return FileContent.TryRead(path) is { } content ? StatusXml.TryParse(content) : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
