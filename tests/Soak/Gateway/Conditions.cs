using OmsGateway.Gateway.Outcomes;


namespace OmsGateway.Soak.Gateway;

/// <summary>What the driver does to the gateway at the moment, and which outcomes that excuses.</summary>
internal sealed class Conditions
{
    private static readonly TunnelOutcome[] RelayTroubles =
        [
            TunnelOutcome.RelayProxyFailed, TunnelOutcome.ServerReset, TunnelOutcome.ClientReset, TunnelOutcome.HandshakeAborted,
            TunnelOutcome.HandshakeRefusedByServer, TunnelOutcome.Completed,
        ];

    private static readonly TunnelOutcome[] StopTroubles = [.. RelayTroubles, TunnelOutcome.Aborted, TunnelOutcome.RequestAborted, TunnelOutcome.Probe];

    private int _moves;
    private volatile bool _isRelaying, _isCrowded, _isStopping;

    /// <summary>The port to use.</summary>
    public int Port { get; set; }

    /// <summary>Grows when the port begins to move and when it has moved; odd in between.</summary>
    public int Moves => Volatile.Read(ref _moves);

    /// <summary>Tunnels go through a relay proxy that restarts.</summary>
    public bool IsRelaying
    {
        set => _isRelaying = value;
    }

    /// <summary>The gateway takes almost no tunnels.</summary>
    public bool IsCrowded
    {
        set => _isCrowded = value;
    }

    /// <summary>Outcomes of a tunnel that would otherwise work.</summary>
    public HashSet<TunnelOutcome> Excused =>
    [
        .. _isRelaying ? RelayTroubles : [],
        .. _isCrowded ? [TunnelOutcome.TooManyTunnels] : Array.Empty<TunnelOutcome>(),
        .. _isStopping ? StopTroubles : [],
    ];

    public void BeginMove() => Interlocked.Increment(ref _moves);

    public void EndMove(int port)
    {
        Port = port;
        Interlocked.Increment(ref _moves);
    }

    /// <summary>From now on the gateway may be gone at any time.</summary>
    public void BeginStop()
    {
        _isStopping = true;
        BeginMove();
    }
}
