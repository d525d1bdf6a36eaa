using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tls.Messages;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>What a client may send until the session is verified.</summary>
internal sealed class ClientSide(HandshakeSession session) : IHandshakeSide
{
    private readonly LegacyClientFlight _flight = new(session);

    /// <inheritdoc/>
    public bool HasPassed => session.Phase == HandshakePhase.Verified;

    private bool IsWaitingForServer => session.Phase is HandshakePhase.ServerHello or HandshakePhase.RetriedClientHello;

    /// <inheritdoc/>
    public Refusal? CheckFirstBytes(ReadOnlySpan<byte> bytes) => FirstBytes.CheckClient(bytes);

    /// <inheritdoc/>
    public Refusal? BeginMessage(HandshakeType type) => session.Phase switch
    {
        HandshakePhase.LegacyFlight => _flight.Begin(type),
        HandshakePhase.ServerHello => Refusal.OutOfOrder("The client goes on before the server has answered."),
        _ => type == HandshakeType.ClientHello ? null : Refusal.OutOfOrder("The client does not begin with a ClientHello."),
    };

    /// <inheritdoc/>
    public int MaximumInspected(HandshakeType type) => type switch
    {
        HandshakeType.ClientHello => HandshakeLimits.MaximumHello,
        HandshakeType.Certificate when session.ChecksCertificates => HandshakeLimits.MaximumClientCertificate,
        _ => 0,
    };

    /// <inheritdoc/>
    public Refusal? EndMessage(HandshakeType type, ReadOnlyMemory<byte> body) =>
        type == HandshakeType.ClientHello ? ClientHelloPolicy.Admit(session, body.Span) : _flight.End(type, body);

    /// <inheritdoc/>
    public Refusal? ChangeCipherSpec()
    {
        if (session.Phase == HandshakePhase.LegacyFlight) return _flight.ChangeCipherSpec();
        // TLS 1.3 clients send one that means nothing, for the sake of middleboxes (RFC 8446 appendix D.4).
        return BeginTls13(session.Offered.Contains(TlsVersion.Tls13));
    }

    /// <inheritdoc/>
    public Refusal? ApplicationData() => BeginTls13(session.MaySendEarlyData);

    private Refusal? BeginTls13(bool isOffered)
    {
        if (!IsWaitingForServer || !isOffered) return Refusal.OutOfOrder("The client encrypts before the handshake allows it.");
        session.HasSentTls13Records = true;
        return null;
    }
}
