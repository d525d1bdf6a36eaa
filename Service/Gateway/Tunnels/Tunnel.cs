using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Relaying;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>One connection from a client, from accept to close.</summary>
/// <param name="id">Number of the connection since start.</param>
/// <param name="client">The connection, owned by the tunnel.</param>
/// <param name="clientEndPoint">The client's address and port.</param>
/// <param name="configuration">The configuration in force at the accept; it stays the tunnel's own.</param>
/// <param name="services">What all tunnels share.</param>
/// <param name="closed">Called at the very end.</param>
internal sealed partial class Tunnel(
    long id, Socket client, IPEndPoint clientEndPoint, GatewayConfiguration configuration, TunnelServices services, Action<Tunnel> closed)
{
    // After a rejected handshake a client gets this long to take its alert.
    private static readonly TimeSpan RejectionLinger = TimeSpan.FromSeconds(3);

    private readonly TunnelRecord _record = new() { Id = id, Client = clientEndPoint, Started = services.Time.GetTimestamp() };
    private readonly Lock _lock = new();
    private CancellationTokenSource? _setUp = new(Timeout.InfiniteTimeSpan, services.Time);
    private TunnelRelay? _relay;
    private long _relayStarted;
    private bool _stopping;

    /// <summary>Number of the connection since start.</summary>
    public long Id => id;

    /// <summary>The client's address.</summary>
    public IPAddress ClientAddress => clientEndPoint.Address;

    /// <summary>Serves the connection to its end. Never throws; always closes and reports.</summary>
    /// <param name="admission">Open, or the limit the connection is over.</param>
    public async Task RunAsync(TunnelOutcome admission)
    {
        try
        {
            Established? established = await SetUpAsync(admission).ConfigureAwait(false);
            if (established is not null) await RelayAsync(established).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            _record.Outcome = _stopping ? TunnelOutcome.Aborted : TunnelOutcome.ClientReset;
        }
        catch (Exception e)
        {
            // Whatever a peer made of it, one tunnel's failure must not reach another.
            _record.Outcome = TunnelOutcome.InternalError;
            services.Reporter.Failed(_record, e);
        }
        finally
        {
            client.Dispose();
            EndSetUp();
            services.Reporter.Closed(_record);
            closed(this);
        }
    }

    /// <summary>Ends the tunnel because the service stops.</summary>
    /// <param name="sparesRelaying">Leaves a tunnel alone that is already relaying.</param>
    public void Stop(bool sparesRelaying)
    {
        lock (_lock)
        {
            _stopping = true;
            _setUp?.Cancel();
            if (!sparesRelaying) _relay?.Abort(TunnelOutcome.Aborted);
        }
    }

    /// <summary>Ends the tunnel when the time for its handshake, or without a byte, is over; called about once a second.</summary>
    /// <param name="now">Timestamp of the gateway's clock.</param>
    public void CheckDeadline(long now)
    {
        if (Volatile.Read(ref _relay) is not { } relay) return;
        if (relay.AbortedAt is { } abortedAt)
        {
            if (HasPassed(RejectionLinger, abortedAt)) relay.Break();
        }
        else if (relay.IsVerified)
        {
            if (HasPassed(configuration.Settings.IdleTimeout, relay.LastActivity)) relay.Abort(TunnelOutcome.IdleTimeout);
        }
        else if (HasPassed(configuration.Settings.HandshakeTimeout, _relayStarted))
        {
            relay.Abort(TunnelOutcome.HandshakeTimeout);
        }

        bool HasPassed(TimeSpan limit, long since) => services.Time.GetElapsedTime(since, now) >= limit;
    }

    private async Task RelayAsync(Established established)
    {
        HandshakeInspector inspector = new(_record.Request!.Host, configuration);
        using var relay = new TunnelRelay(client, established.Server, inspector, services.Time, OnVerified);
        try
        {
            EndSetUp(relay);
            if (_stopping) relay.Abort(TunnelOutcome.Aborted);
            _record.Outcome = await relay.RunAsync(established.FromClient, established.FromServer).ConfigureAwait(false);
        }
        finally
        {
            established.Server.Dispose();
            (_record.BytesSent, _record.BytesReceived) = (relay.BytesSent, relay.BytesReceived);
        }

        if (!relay.IsVerified) RecordHandshake(inspector);
        if (_record.Outcome == TunnelOutcome.HandshakeTimeout)
            _record.Detail = $"It was not complete within {configuration.Settings.HandshakeTimeout.TotalSeconds:0} seconds.";
        if (OutcomeClass.IsTlsRejection(_record.Outcome))
            await LingeringClose.SendAndCloseAsync(client, inspector.RefusalAlert, services.Time).ConfigureAwait(false);
    }

    private void OnVerified(HandshakeInspector inspector)
    {
        RecordHandshake(inspector);
        services.Reporter.Verified(_record);
    }

    private void RecordHandshake(HandshakeInspector inspector)
    {
        _record.TlsVersion = inspector.Version;
        _record.ClientCertificate = inspector.ClientCertificate;
        _record.Detail = inspector.RefusalDetail;
    }

    private void EndSetUp(TunnelRelay? relay = null)
    {
        lock (_lock)
        {
            _setUp?.Dispose();
            _setUp = null;
            _relayStarted = services.Time.GetTimestamp();
            _relay = relay;
        }
    }
}
