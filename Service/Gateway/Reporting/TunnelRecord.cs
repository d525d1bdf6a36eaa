using System.Net;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Requests;

namespace OmsGateway.Gateway.Reporting;

/// <summary>
/// Everything known of one connection from a client, filled in on its way. Events, counters and meters are made from this
/// and from nothing else.
/// </summary>
internal sealed class TunnelRecord
{
    /// <summary>Number of the connection since start, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The client's address and port; a load balancer's until it has named its client.</summary>
    public required IPEndPoint Client { get; set; }

    /// <summary>The group that the client is in, or null; known with the request.</summary>
    public string? Group { get; set; }

    /// <summary>Timestamp of the accept, by the gateway's clock.</summary>
    public required long Started { get; init; }

    /// <summary>The request, once read.</summary>
    public ConnectRequest? Request { get; set; }

    /// <summary>The address dialled: the target's, or the relay proxy's.</summary>
    public IPEndPoint? Remote { get; set; }

    /// <summary>The TLS version the server chose.</summary>
    public TlsVersion TlsVersion { get; set; }

    /// <summary>Subject of the client's certificate, when it showed one.</summary>
    public CertificateSubject? ClientCertificate { get; set; }

    /// <summary>Whether the TLS session was verified and bytes were transferred.</summary>
    public bool IsVerified { get; set; }

    /// <summary>How it ended, or <see cref="TunnelOutcome.Open"/>.</summary>
    public TunnelOutcome Outcome { get; set; }

    /// <summary>A sentence on the outcome; it never holds raw bytes from a client.</summary>
    public string? Detail { get; set; }

    /// <summary>Whether the outcome is told at once, however often the like of it was: it begins something that lasts.</summary>
    public bool IsNews { get; set; }

    /// <summary>Bytes transferred from client to server.</summary>
    public long BytesSent { get; set; }

    /// <summary>Bytes transferred from server to client.</summary>
    public long BytesReceived { get; set; }

    /// <summary>The client in the inventory, once the session is verified and there is a place for it.</summary>
    public ClientEntry? InventoryClient { get; set; }

    /// <summary>The host in the inventory, likewise.</summary>
    public HostEntry? InventoryHost { get; set; }
}
