using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Pumping;

/// <summary>What the two directions of a tunnel share: its outcome, its inspector and its last activity.</summary>
internal sealed class PumpPair
{
    private readonly Connection _client;
    private readonly Connection _server;
    private readonly TimeProvider _time;
    private readonly IPumpOwner _owner;
    private readonly Pump _toServer;
    private readonly Pump _toClient;
    private HandshakeInspector? _inspector;
    private int _inspectedDirections = 2;
    private int _openDirections = 2;
    private int _pumps = 2;
    private int _verified;
    private int _outcome;
    private int _handshakeEnd;
    private long _abortedAt;
    private long _lastActivity;

    /// <summary>Prepares two pumps between two connections that do not block.</summary>
    /// <param name="client">The client's connection; after a rejected handshake it gets its alert. It stays the owner's to close.</param>
    /// <param name="server">The server's connection, which the pair closes.</param>
    /// <param name="inspector">Inspects both directions; the pair disposes of it.</param>
    /// <param name="time">Clock for the last activity.</param>
    /// <param name="owner">Is told of what happens.</param>
    public PumpPair(Connection client, Connection server, HandshakeInspector inspector, TimeProvider time, IPumpOwner owner)
    {
        (_client, _server, _inspector, _time, _owner) = (client, server, inspector, time, owner);
        _toServer = new Pump(this, TunnelDirection.ClientToServer, client, server);
        _toClient = new Pump(this, TunnelDirection.ServerToClient, server, client);
        NoteActivity();
    }

    /// <summary>Bytes passed on to the server; final when the pair has ended.</summary>
    public long BytesSent => _toServer.BytesMoved;

    /// <summary>Bytes passed on to the client; final when the pair has ended.</summary>
    public long BytesReceived => _toClient.BytesMoved;

    /// <summary>Timestamp of the last byte in either direction.</summary>
    public long LastActivity => Volatile.Read(ref _lastActivity);

    /// <summary>Whether the TLS session has been verified.</summary>
    public bool IsVerified => Volatile.Read(ref _verified) != 0;

    /// <summary>Whether nothing has ended the pumps before their time.</summary>
    public bool IsOpen => Volatile.Read(ref _outcome) == (int)TunnelOutcome.Open;

    /// <summary>Timestamp of the first <see cref="Abort"/>, or null.</summary>
    public long? AbortedAt => IsOpen ? null : Volatile.Read(ref _abortedAt);

    /// <summary>Which side's connection ended first before the session was verified, and how.</summary>
    public HandshakeEnd HandshakeEnd => (HandshakeEnd)Volatile.Read(ref _handshakeEnd);

    /// <summary>How both pumps ended.</summary>
    public TunnelOutcome Outcome =>
        !IsOpen ? (TunnelOutcome)_outcome : IsVerified ? TunnelOutcome.Completed : TunnelOutcome.HandshakeAborted;

    /// <summary>Runs until both directions are done or <see cref="Abort"/> is called, and tells the owner; never throws.</summary>
    /// <param name="fromClient">Bytes already read from the client.</param>
    /// <param name="fromServer">Bytes already read from the server.</param>
    public void Start(ReadOnlyMemory<byte> fromClient, ReadOnlyMemory<byte> fromServer)
    {
        _toServer.Start(fromClient);
        _toClient.Start(fromServer);
    }

    /// <summary>Ends both pumps with this outcome, unless they have one already.</summary>
    public void Abort(TunnelOutcome outcome)
    {
        // Before the outcome, so that a thread that sees the outcome sees the time too.
        Interlocked.CompareExchange(ref _abortedAt, _time.GetTimestamp(), 0);
        if (Interlocked.CompareExchange(ref _outcome, (int)outcome, (int)TunnelOutcome.Open) != (int)TunnelOutcome.Open) return;
        // Reset rather than closed, so that neither end takes what it got for the whole; a rejected client has yet to read its alert.
        _server.Reset();
        if (!OutcomeTable.IsTlsRejection(outcome)) _client.Reset();
    }

    /// <summary>Closes an aborted pair's connection to the client, which has had its time to take the alert.</summary>
    public void EndLingering() => _client.Dispose();

    /// <summary>Ends the pair because a connection broke.</summary>
    internal void Break(Connection broken)
    {
        bool isClient = broken == _client;
        NoteEnd(isClient ? HandshakeEnd.ClientReset : HandshakeEnd.ServerReset);
        Abort(isClient ? TunnelOutcome.ClientReset : TunnelOutcome.ServerReset);
    }

    /// <summary>Ends the pair because of an error in the gateway.</summary>
    internal void Fail(Exception exception)
    {
        _owner.OnFailed(exception);
        Abort(TunnelOutcome.InternalError);
    }

    internal void NoteActivity() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    /// <summary>Has received bytes inspected; aborts the pair when they are refused.</summary>
    internal InspectionStep Inspect(TunnelDirection direction, ReadOnlySpan<byte> received)
    {
        HandshakeInspector inspector = _inspector!;
        InspectionStep step = inspector.Inspect(direction, received);
        // What a server says to a client that has closed without a hello, as OpenSSL's alert, is not what it began with.
        bool isFarewell = direction == TunnelDirection.ServerToClient && HandshakeEnd == HandshakeEnd.ClientClosed && inspector.AwaitsClientHello;
        if (step.State == InspectionState.Refused) Abort(isFarewell ? TunnelOutcome.HandshakeAborted : inspector.Refusal);
        else if (inspector.IsVerified && Interlocked.Exchange(ref _verified, 1) == 0) _owner.OnVerified(inspector);
        return step;
    }

    /// <summary>One direction needs the inspector no longer.</summary>
    internal void EndInspection()
    {
        if (Interlocked.Decrement(ref _inspectedDirections) > 0) return;
        _inspector!.Dispose();
        _inspector = null;
    }

    /// <summary>Tells one side that the other has sent its last byte.</summary>
    internal void PassOnEnd(Connection source, Connection target)
    {
        // When the other direction is done too, closing says the same.
        bool isFirst = Interlocked.Decrement(ref _openDirections) > 0;
        if (isFirst && source.WasReset())
        {
            Break(source);
            return;
        }

        NoteEnd(source == _client ? HandshakeEnd.ClientClosed : HandshakeEnd.ServerClosed);
        if (isFirst) target.ShutdownSend();
    }

    /// <summary>One direction is done; after the last one so are both.</summary>
    internal async Task EndAsync(TunnelDirection direction)
    {
        if (OutcomeTable.IsTlsRejection((TunnelOutcome)Volatile.Read(ref _outcome)))
        {
            // The pump that writes to the client sends it the alert, unless that was done before; the other reads until the client
            // closes or its time is over.
            bool isToServer = direction == TunnelDirection.ClientToServer;
            if (!isToServer || Volatile.Read(ref _pumps) == 1) await RejectAsync().ConfigureAwait(false);
            // No time limit here: EndLingering closes the connection, which ends the wait.
            if (isToServer) await LingeringClose.DiscardAsync(_client, CancellationToken.None).ConfigureAwait(false);
        }

        if (Interlocked.Decrement(ref _pumps) > 0) return;
        _server.Dispose();
        _owner.OnEnded(_inspector);
        _inspector?.Dispose();
    }

    private Task RejectAsync()
    {
        // The alert first: without a place among the refused connections this one is closed right after it.
        Task telling = LingeringClose.SendLastAsync(_client, _inspector?.RefusalAlert ?? default, CancellationToken.None);
        if (!_owner.OnRejected()) _client.Dispose();
        return telling;
    }

    private void NoteEnd(HandshakeEnd end)
    {
        if (IsOpen && !IsVerified) Interlocked.CompareExchange(ref _handshakeEnd, (int)end, (int)HandshakeEnd.None);
    }
}
