using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>What two real TLS stacks said to each other, in the order it reached the inspector.</summary>
internal sealed class RelayedSession(HandshakeInspector inspector)
{
    private readonly List<(TunnelDirection Direction, byte[] Bytes)> _chunks = [];

    /// <summary>The inspector, whose findings outlive its buffers.</summary>
    public HandshakeInspector Inspector => inspector;

    /// <summary>The portions as they came.</summary>
    public IReadOnlyList<(TunnelDirection Direction, byte[] Bytes)> Chunks => _chunks;

    public void Record(TunnelDirection direction, ReadOnlySpan<byte> bytes)
    {
        lock (_chunks) _chunks.Add((direction, bytes.ToArray()));
    }
}
