using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls.Records;
using OmsGateway.Gateway.Tls.Session;

namespace OmsGateway.Gateway.Tls;

/// <summary>
/// Reads along with a TLS handshake, without decrypting anything, and holds back each message until it is approved: the
/// client's hello, the server's hello and, up to TLS 1.2, the client's certificate.
/// </summary>
/// <remarks>
/// Safe to call from both directions' pumps at once. Buffers come from the shared pool and go back on <see cref="Dispose"/>,
/// which is due as soon as both directions have passed and their last bytes are sent, and at the latest with the tunnel's end.
/// What TLS hides stays unseen: certificates from TLS 1.3 on, in resumed sessions and in renegotiations.
/// </remarks>
internal sealed class HandshakeInspector : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HandshakeSession _session;
    private readonly HandshakeFlow _client;
    private readonly HandshakeFlow _server;
    private readonly ClientSide _clientSide;
    private readonly ServerSide _serverSide;
    private Refusal? _refusal;
    private bool _isDisposed;

    /// <summary>Begins with nothing seen.</summary>
    /// <param name="target">The host of the CONNECT request, which the server name must equal.</param>
    /// <param name="configuration">The policy.</param>
    public HandshakeInspector(HostName target, GatewayConfiguration configuration)
    {
        _session = new HandshakeSession(target, configuration);
        _clientSide = new ClientSide(_session);
        _serverSide = new ServerSide(_session);
        _client = new HandshakeFlow(_clientSide);
        _server = new HandshakeFlow(_serverSide);
    }

    /// <summary>Whether all that can be seen of the session is approved (event 107). Never taken back.</summary>
    public bool IsVerified => _session.Phase == HandshakePhase.Verified && _refusal is null;

    /// <summary>Why the tunnel is refused; <see cref="TunnelOutcome.Open"/> while it is not.</summary>
    public TunnelOutcome Refusal => _refusal?.Outcome ?? TunnelOutcome.Open;

    /// <summary>
    /// The refusal in one sentence, or the certificate's subject for <see cref="TunnelOutcome.InvalidClientCertificate"/>.
    /// Free of control characters.
    /// </summary>
    public string? RefusalDetail => _refusal?.Detail;

    /// <summary>A fatal alert to send to the client before its connection is closed; empty when it speaks no TLS.</summary>
    public ReadOnlyMemory<byte> RefusalAlert => _refusal?.Alert is { } alert
        ? AlertRecord.Create(alert, _session.Version == TlsVersion.None ? _session.Offered.Highest : _session.Version)
        : default;

    /// <summary>The fatal alert that the client has sent in the clear, or null.</summary>
    public AlertDescription? ClientAlert => _client.FatalAlert;

    /// <summary>The fatal alert that the server has sent in the clear, or null.</summary>
    public AlertDescription? ServerAlert => _server.FatalAlert;

    /// <summary>Whether no hello of the client is approved yet.</summary>
    public bool AwaitsClientHello => _session.Phase == HandshakePhase.ClientHello;

    /// <summary>Whether a hello of the client is approved and the server has not answered it.</summary>
    public bool AwaitsServerHello => _session.Phase == HandshakePhase.ServerHello;

    /// <summary>The version the server has chosen, once it is approved.</summary>
    public TlsVersion Version => _session.Version;

    /// <summary>The name in the client's hello, in lower case; null when there is none or it is no host name.</summary>
    public string? ServerName => _session.ServerName;

    /// <summary>The subject of the client's certificate, when one was looked at.</summary>
    public CertificateSubject? ClientCertificate => _session.ClientCertificate;

    /// <summary>Whether the session, TLS 1.2 or older, goes on from an earlier one and thus shows no certificates.</summary>
    public bool IsResumed => _session.IsResumed;

    /// <summary>Whether the client's hello has an encrypted one inside, or what pretends to be one.</summary>
    public bool OffersEncryptedClientHello => _session.OffersEncryptedClientHello;

    /// <summary>Looks at what was received, until the direction has passed. Never throws, whatever the bytes.</summary>
    /// <param name="direction">Which way the bytes travel.</param>
    /// <param name="received">The next bytes in this direction, in any portions.</param>
    public InspectionStep Inspect(TunnelDirection direction, ReadOnlySpan<byte> received)
    {
        bool isClient = direction == TunnelDirection.ClientToServer;
        HandshakeFlow flow = isClient ? _client : _server;
        IHandshakeSide side = isClient ? _clientSide : _serverSide;
        lock (_lock)
        {
            if (_isDisposed) return new(InspectionState.Refused, default);
            // A refusal of one direction ends both, and the first is the one that is reported.
            _refusal ??= flow.Read(received);
            if (_refusal is not null) return new(InspectionState.Refused, default);
            return new(side.HasPassed ? InspectionState.Passed : InspectionState.Inspecting, flow.TakeForward());
        }
    }

    /// <summary>Gives all buffers back; the bytes of earlier steps are valid no longer.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _client.Release();
            _server.Release();
        }
    }
}
