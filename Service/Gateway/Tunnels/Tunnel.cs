using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Pumping;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>One connection from a client, from accept to close.</summary>
/// <param name="id">Number of the connection since start.</param>
/// <param name="client">The connection, a client's or a load balancer's, owned by the tunnel.</param>
/// <param name="configuration">
/// What is in force at the accept for this client, or for all of them when a load balancer is to name it; it stays the tunnel's own.
/// </param>
/// <param name="services">What all tunnels share.</param>
/// <param name="closed">Called at the very end.</param>
internal sealed partial class Tunnel(
    long id, Connection client, GatewayConfiguration configuration, TunnelServices services, Action<Tunnel> closed)
    : IPumpOwner
{
    // After a rejected handshake a client gets this long to take its alert.
    private static readonly TimeSpan RejectionLinger = TimeSpan.FromSeconds(3);

    private readonly TunnelRecord _record = new() { Id = id, Client = client.EndPoint, Started = services.Time.GetTimestamp() };
    private readonly Lock _lock = new();
    private CancellationTokenSource? _setUp = new(configuration.Settings.RequestTimeout, services.Time);
    private PumpPair? _pumps;
    private long _pumpingSince;
    private TunnelTraffic _counted;
    private bool _stopping;

    /// <summary>Number of the connection since start.</summary>
    public long Id => id;

    /// <summary>The client's address; a load balancer's until it has named its client.</summary>
    public IPAddress ClientAddress => _record.Client.Address;

    /// <summary>What the connection counts as.</summary>
    public TunnelPlace Place { get; private set; }

    /// <summary>Serves the connection until its pumps take over, or to its end. Never throws; always closes and reports.</summary>
    /// <param name="admission">Open, or the limit the connection is over; null when a load balancer is to name its client first.</param>
    public async Task RunAsync(TunnelOutcome? admission)
    {
        Place = admission is { } entered ? PlaceOf(entered) : TunnelPlace.Unnamed;
        try
        {
            if (await SetUpAsync(admission).ConfigureAwait(false) is { } established)
            {
                Pump(established);
                return;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Deadlines have outcomes of their own: what is cancelled here is cancelled by a stop.
            _record.Outcome = _stopping ? TunnelOutcome.Aborted : TunnelOutcome.ClientReset;
        }
        catch (Exception e)
        {
            // Whatever a peer has caused, the failure of one tunnel must not affect another.
            _record.Outcome = TunnelOutcome.InternalError;
            OnFailed(e);
        }

        Close();
    }

    /// <summary>Ends the tunnel because the service stops.</summary>
    /// <param name="sparesPumping">Leaves a tunnel alone that is already being pumped.</param>
    public void Stop(bool sparesPumping)
    {
        lock (_lock)
        {
            _stopping = true;
            _setUp?.Cancel();
            if (!sparesPumping) _pumps?.Abort(TunnelOutcome.Aborted);
        }
    }

    /// <summary>Ends the tunnel when the time for its handshake, or without a byte, is over; called about once a second.</summary>
    /// <param name="now">Timestamp of the gateway's clock.</param>
    public void CheckDeadline(long now)
    {
        if (Volatile.Read(ref _pumps) is not { } pumps) return;
        if (pumps.AbortedAt is { } abortedAt)
        {
            if (HasPassed(RejectionLinger, abortedAt)) pumps.EndLingering();
        }
        else if (pumps.IsVerified)
        {
            if (HasPassed(configuration.Settings.IdleTimeout, pumps.LastActivity)) pumps.Abort(TunnelOutcome.IdleTimeout);
        }
        else if (HasPassed(configuration.Settings.HandshakeTimeout, _pumpingSince))
        {
            pumps.Abort(TunnelOutcome.HandshakeTimeout);
        }

        bool HasPassed(TimeSpan limit, long since) => services.Time.GetElapsedTime(since, now) >= limit;
    }

    /// <summary>What was transferred since this was asked last.</summary>
    public TunnelTraffic TakeTraffic()
    {
        lock (_lock)
        {
            TunnelTraffic now = _pumps is { } pumps ? new(pumps.BytesSent, pumps.BytesReceived) : new(_record.BytesSent, _record.BytesReceived);
            TunnelTraffic news = new(now.Sent - _counted.Sent, now.Received - _counted.Received);
            _counted = now;
            return news;
        }
    }

    /// <inheritdoc/>
    void IPumpOwner.OnVerified(HandshakeInspector inspector)
    {
        RecordHandshake(inspector);
        services.Reporter.Verified(_record);
    }

    /// <inheritdoc/>
    bool IPumpOwner.OnRejected() => LeavePlace();

    /// <inheritdoc/>
    public void OnFailed(Exception exception) => services.Reporter.Failed(_record, exception);

    /// <inheritdoc/>
    void IPumpOwner.OnEnded(HandshakeInspector? inspector)
    {
        try
        {
            RecordEnd(_pumps!, inspector);
        }
        catch (Exception e)
        {
            OnFailed(e);
        }

        Close();
    }

    private void RecordEnd(PumpPair pumps, HandshakeInspector? inspector)
    {
        _record.Outcome = pumps.Outcome;
        (_record.BytesSent, _record.BytesReceived) = (pumps.BytesSent, pumps.BytesReceived);
        if (inspector is not null) RecordHandshake(inspector);
        TimeSpan timeout = configuration.Settings.HandshakeTimeout;
        if (_record.Outcome == TunnelOutcome.HandshakeTimeout) _record.Detail = $"It was not complete within {timeout.TotalSeconds:0} seconds.";
        if (!pumps.IsVerified && inspector is not null && HandshakeFailure.Find(_record.Outcome, pumps.HandshakeEnd, inspector, timeout) is { } failure)
            (_record.Outcome, _record.Detail) = failure;
    }

    private void Pump(Established established)
    {
        var inspector = new HandshakeInspector(_record.Request!.Host, configuration);
        client.StayWith(established.Server);
        var pumps = new PumpPair(client, established.Server, inspector, services.Time, this);
        EndSetUp(pumps);
        // A stop that came before the pumps were published has found nothing to abort.
        if (_stopping) pumps.Abort(TunnelOutcome.Aborted);
        pumps.Start(established.FromClient, established.FromServer);
    }

    private void Close()
    {
        client.Dispose();
        EndSetUp();
        try
        {
            services.Reporter.Closed(_record);
        }
        catch (Exception e)
        {
            OnFailed(e);
        }
        finally
        {
            // Even if reporting it failed: the stop would wait for a tunnel that kept its place.
            closed(this);
        }
    }

    /// <summary>Gives the tunnel's place up, if it still has it; says whether its client has time to read why.</summary>
    private bool LeavePlace()
    {
        if (Place != TunnelPlace.Tunnel) return Place == TunnelPlace.Refused;
        bool mayLinger = services.Admission.Refuse(ClientAddress);
        Place = TunnelPlace.Refused;
        return mayLinger;
    }

    private static TunnelPlace PlaceOf(TunnelOutcome admission) => admission == TunnelOutcome.Open ? TunnelPlace.Tunnel : TunnelPlace.Refused;

    private void RecordHandshake(HandshakeInspector inspector)
    {
        _record.TlsVersion = inspector.Version;
        _record.ClientCertificate = inspector.ClientCertificate;
        _record.Detail = _record.Outcome == inspector.Refusal ? inspector.RefusalDetail : null;
    }

    private void EndSetUp(PumpPair? pumps = null)
    {
        lock (_lock)
        {
            _setUp?.Dispose();
            _setUp = null;
            _pumpingSince = services.Time.GetTimestamp();
            _pumps = pumps;
        }
    }
}
