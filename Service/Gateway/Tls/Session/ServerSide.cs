using OmsGateway.Gateway.Tls.Messages;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>What a server may send until the session is verified.</summary>
/// <remarks>
/// After its hello, up to TLS 1.2, its flight matters only where certificates are checked: it tells whether the client was
/// asked for one (RFC 5246 §7.3).
/// <code>
/// full:     ServerHello  ...  [CertificateRequest]  ServerHelloDone
/// resumed:  ServerHello  [NewSessionTicket]  ChangeCipherSpec
/// </code>
/// </remarks>
internal sealed class ServerSide(HandshakeSession session) : IHandshakeSide
{
    private const HandshakeType NewSessionTicket = (HandshakeType)4;

    private bool _isFullHandshake;

    /// <inheritdoc/>
    public bool HasPassed => session.Phase == HandshakePhase.Verified
        || (session.Phase == HandshakePhase.LegacyFlight
            && (!session.ChecksCertificates || session.IsServerFlightDone || session.IsResumed));

    /// <inheritdoc/>
    public Refusal? CheckFirstBytes(ReadOnlySpan<byte> bytes)
    {
        if (session.Phase == HandshakePhase.ClientHello && !bytes.IsEmpty)
            return Refusal.NotTls("The server speaks before the client, as no TLS server does.");
        return FirstBytes.CheckServer(bytes);
    }

    /// <inheritdoc/>
    public Refusal? BeginMessage(HandshakeType type)
    {
        bool isHello = type is HandshakeType.ServerHello or HandshakeType.ClientHello;
        return session.Phase switch
        {
            HandshakePhase.ServerHello when type == HandshakeType.ServerHello => null,
            HandshakePhase.LegacyFlight when !isHello => null,
            _ => Refusal.OutOfOrder("A handshake message of the server is out of order."),
        };
    }

    /// <inheritdoc/>
    public int MaximumInspected(HandshakeType type) => type == HandshakeType.ServerHello ? HandshakeLimits.MaximumHello : 0;

    /// <inheritdoc/>
    public Refusal? EndMessage(HandshakeType type, ReadOnlyMemory<byte> body)
    {
        if (type == HandshakeType.ServerHello) return ServerHelloPolicy.Admit(session, body.Span);
        // A ticket comes in a resumed session as well (RFC 5077 §3.1).
        _isFullHandshake |= type != NewSessionTicket;
        session.IsCertificateRequested |= type == HandshakeType.CertificateRequest;
        if (type != HandshakeType.ServerHelloDone) return null;
        session.IsServerFlightDone = true;
        return session.RequiresCertificate && !session.IsCertificateRequested
            ? Refusal.NoCertificate("The server does not ask for the client certificate that is required.")
            : null;
    }

    /// <inheritdoc/>
    public Refusal? ChangeCipherSpec()
    {
        // After a HelloRetryRequest it means nothing, as the client's does in TLS 1.3 (RFC 8446 appendix D.4).
        if (session.Phase != HandshakePhase.LegacyFlight)
            return session.IsRetried ? null : Refusal.OutOfOrder("The server changes keys before its hello.");
        if (_isFullHandshake) return Refusal.OutOfOrder("The server changes keys before it has agreed on them.");
        if (session.RequiresCertificate)
            return Refusal.NoCertificate("A resumed session hides the client certificate that is required.");
        session.IsResumed = true;
        return null;
    }

    /// <inheritdoc/>
    public Refusal? ApplicationData() => Refusal.OutOfOrder("The server encrypts before the handshake allows it.");
}
