using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tls;
using OmsGateway.Gateway.Transfer;

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
    : ITransferOwner
{
    // After a rejected handshake a client gets this long to take its alert.
    private static readonly TimeSpan RejectionLinger = TimeSpan.FromSeconds(3);

    private readonly TunnelRecord _record = new() { Id = id, Client = client.EndPoint, Started = services.Time.GetTimestamp() };
    private readonly Lock _lock = new();
    private CancellationTokenSource? _setUp = new(configuration.Settings.RequestTimeout, services.Time);
    private TunnelTransfer? _transfer;
    private long _transferStarted;
    private TunnelTraffic _counted;
    private bool _stopping;

    /// <summary>Number of the connection since start.</summary>
    public long Id => id;

    /// <summary>The client's address; a load balancer's until it has named its client.</summary>
    public IPAddress ClientAddress => _record.Client.Address;

    /// <summary>What the connection counts as.</summary>
    public TunnelPlace Place { get; private set; }

    /// <summary>Serves the connection until it transfers bytes, which then goes on by itself, or to its end. Never throws; always closes and reports.</summary>
    /// <param name="admission">Open, or the limit the connection is over; null when a load balancer is to name its client first.</param>
    public async Task RunAsync(TunnelOutcome? admission)
    {
        Place = admission is { } entered ? PlaceOf(entered) : TunnelPlace.Unnamed;
        try
        {
            if (await SetUpAsync(admission).ConfigureAwait(false) is { } established)
            {
                Transfer(established);
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
    /// <param name="sparesTransfers">Leaves a tunnel alone that is already transferring bytes.</param>
    public void Stop(bool sparesTransfers)
    {
        lock (_lock)
        {
            _stopping = true;
            _setUp?.Cancel();
            if (!sparesTransfers) _transfer?.Abort(TunnelOutcome.Aborted);
        }
    }

    /// <summary>Ends the tunnel when the time for its handshake, or without a byte, is over; called about once a second.</summary>
    /// <param name="now">Timestamp of the gateway's clock.</param>
    public void CheckDeadline(long now)
    {
        if (Volatile.Read(ref _transfer) is not { } transfer) return;
        if (transfer.AbortedAt is { } abortedAt)
        {
            if (HasPassed(RejectionLinger, abortedAt)) transfer.EndLingering();
        }
        else if (transfer.IsVerified)
        {
            if (HasPassed(configuration.Settings.IdleTimeout, transfer.LastActivity)) transfer.Abort(TunnelOutcome.IdleTimeout);
        }
        else if (HasPassed(configuration.Settings.HandshakeTimeout, _transferStarted))
        {
            transfer.Abort(TunnelOutcome.HandshakeTimeout);
        }

        bool HasPassed(TimeSpan limit, long since) => services.Time.GetElapsedTime(since, now) >= limit;
    }

    /// <summary>What was transferred since this was asked last.</summary>
    public TunnelTraffic TakeTraffic()
    {
        lock (_lock)
        {
            TunnelTraffic now = _transfer is { } transfer ? new(transfer.BytesSent, transfer.BytesReceived) : new(_record.BytesSent, _record.BytesReceived);
            TunnelTraffic news = new(now.Sent - _counted.Sent, now.Received - _counted.Received);
            _counted = now;
            return news;
        }
    }

    /// <inheritdoc/>
    void ITransferOwner.OnVerified(HandshakeInspector inspector)
    {
        RecordHandshake(inspector);
        services.Reporter.Verified(_record);
    }

    /// <inheritdoc/>
    bool ITransferOwner.OnRejected() => LeavePlace();

    /// <inheritdoc/>
    public void OnFailed(Exception exception) => services.Reporter.Failed(_record, exception);

    /// <inheritdoc/>
    void ITransferOwner.OnEnded(HandshakeInspector? inspector)
    {
        TunnelTransfer transfer = _transfer!;
        _record.Outcome = transfer.Outcome;
        (_record.BytesSent, _record.BytesReceived) = (transfer.BytesSent, transfer.BytesReceived);
        if (inspector is not null) RecordHandshake(inspector);
        TimeSpan timeout = configuration.Settings.HandshakeTimeout;
        if (_record.Outcome == TunnelOutcome.HandshakeTimeout) _record.Detail = $"It was not complete within {timeout.TotalSeconds:0} seconds.";
        if (!transfer.IsVerified && inspector is not null && HandshakeFailure.Find(_record.Outcome, transfer.HandshakeEnd, inspector, timeout) is { } failure)
            (_record.Outcome, _record.Detail) = failure;
        Close();
    }

    private void Transfer(Established established)
    {
        var inspector = new HandshakeInspector(_record.Request!.Host, configuration);
        client.StayWith(established.Server);
        var transfer = new TunnelTransfer(client, established.Server, inspector, services.Time, this);
        EndSetUp(transfer);
        // A stop that came before the transfer was published has found nothing to abort.
        if (_stopping) transfer.Abort(TunnelOutcome.Aborted);
        transfer.Start(established.FromClient, established.FromServer);
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

    private void EndSetUp(TunnelTransfer? transfer = null)
    {
        lock (_lock)
        {
            _setUp?.Dispose();
            _setUp = null;
            _transferStarted = services.Time.GetTimestamp();
            _transfer = transfer;
        }
    }
}
