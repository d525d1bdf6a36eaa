using System.Net;
using OmsGateway.Gateway.Outcomes;

namespace OmsGateway.Soak.Books;

/// <summary>One connection that the driver opened, as the driver saw it.</summary>
internal sealed class TunnelEntry(string scenario, IPEndPoint client)
{
    // What the gateway itself says to a client whose session it rejects; it relayed nothing with that.
    private const int AlertRecordLength = 7;

    private static readonly HashSet<TunnelOutcome> Alerted =
    [
        TunnelOutcome.NotTls, TunnelOutcome.ServerNameMissing, TunnelOutcome.ServerNameMismatch, TunnelOutcome.MalformedHandshake,
        TunnelOutcome.HandshakeTimeout, TunnelOutcome.InvalidClientCertificate,
    ];

    /// <summary>What the connection was for.</summary>
    public string Scenario => scenario;

    /// <summary>The driver's end, by which the gateway's record is found.</summary>
    public IPEndPoint Client => client;

    /// <summary>Bytes the driver wrote into the tunnel.</summary>
    public long Written { get; set; }

    /// <summary>Bytes the driver read from the tunnel.</summary>
    public long Read { get; set; }

    /// <summary>The outcomes that fit what the driver saw; mostly one.</summary>
    public IReadOnlySet<TunnelOutcome> Expected { get; private set; } = new HashSet<TunnelOutcome>();

    /// <summary>Whether every byte must have arrived; a connection that broke may have lost some.</summary>
    public bool IsExact { get; private set; }

    /// <summary>The port moved while the connection may have waited to be accepted, so the gateway may not know it.</summary>
    public bool MayBeUnknown { get; private set; }

    /// <summary>When the driver was done with it; null before.</summary>
    public long? EndedAt { get; private set; }

    /// <summary>The gateway's record, once it came.</summary>
    public ClosedRecord? Record { get; set; }

    public void End(IReadOnlySet<TunnelOutcome> expected, bool isExact, bool mayBeUnknown)
    {
        (Expected, IsExact, MayBeUnknown) = (expected, isExact, mayBeUnknown);
        EndedAt = Environment.TickCount64;
    }

    /// <summary>What a record has otherwise than the driver, or null.</summary>
    public string? FindDifference(ClosedRecord record)
    {
        if (!Expected.Contains(record.Outcome))
            return $"{this}: the gateway recorded {record.Outcome}, the driver saw "
                + $"{(Expected.Count == 0 ? "a tunnel that should not have broken or not have worked" : string.Join(" or ", Expected))}";
        long read = Read - (Alerted.Contains(record.Outcome) ? AlertRecordLength : 0);
        // A broken tunnel: no byte can have been passed on that was not written, nor read that was not passed on.
        bool fits = IsExact
            ? record.BytesSent == Written && record.BytesReceived == read
            : record.BytesSent <= Written && record.BytesReceived >= read;
        return fits
            ? null
            : $"{this}, {record.Outcome}: the gateway recorded {record.BytesSent} bytes sent and {record.BytesReceived} received, "
                + $"the driver wrote {Written} and read {read}";
    }

    public override string ToString() => $"{scenario} from {client}";
}
