using OmsGateway.Gateway.Tls.Messages;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>The client's answer to a ServerHello up to TLS 1.2.</summary>
/// <remarks>
/// RFC 5246 §7.3; each at most once, in this order, and in a resumed session only the last:
/// <code>
/// [Certificate]  ClientKeyExchange  [CertificateVerify]  ChangeCipherSpec
/// </code>
/// Anything else is refused, CertificateURL (RFC 6066 §5) among it, which would hide the certificate. That the client has its
/// certificate's key is for the server to verify: the gateway sees no more than the name.
/// </remarks>
internal sealed class LegacyClientFlight(HandshakeSession session)
{
    private HandshakeType? _last;
    private bool _hasCertificate;

    /// <summary>Whether a message of this type may come now.</summary>
    public Refusal? Begin(HandshakeType type)
    {
        if (session.IsResumed) return Refusal.OutOfOrder("The client sends a handshake message in a resumed session.");
        bool isInOrder = type switch
        {
            HandshakeType.Certificate => _last is null,
            HandshakeType.ClientKeyExchange => _last is null or HandshakeType.Certificate,
            HandshakeType.CertificateVerify => _last is HandshakeType.ClientKeyExchange && _hasCertificate,
            _ => false,
        };
        if (!isInOrder) return Refusal.OutOfOrder("A handshake message of the client is out of order.");
        return session.ChecksCertificates ? CheckRequested(type) : null;
    }

    /// <summary>A message is complete.</summary>
    public Refusal? End(HandshakeType type, ReadOnlyMemory<byte> body)
    {
        _last = type;
        if (type != HandshakeType.Certificate) return null;
        _hasCertificate = true;
        return session.ChecksCertificates ? ClientCertificatePolicy.Check(session, body) : null;
    }

    /// <summary>The client has nothing more to say in the clear.</summary>
    public Refusal? ChangeCipherSpec()
    {
        // Whether the session is resumed is known from the server's flight, which is read only where certificates are checked.
        if (_last == HandshakeType.Certificate || (_last is null && session.ChecksCertificates && !session.IsResumed))
            return Refusal.OutOfOrder("The client changes keys before it has agreed on them.");
        // Without a key exchange the keys are those of an earlier session (RFC 5246 §7.3, RFC 5077 §3.1).
        session.IsResumed = _last is null;
        session.Phase = HandshakePhase.Verified;
        return null;
    }

    // A client that ran ahead of the server could pass before it is known whether a certificate is due.
    private Refusal? CheckRequested(HandshakeType type)
    {
        bool isCertificate = type == HandshakeType.Certificate;
        if (isCertificate && !session.IsCertificateRequested)
            return Refusal.OutOfOrder("The client sends a certificate that the server has not asked for.");
        if (!isCertificate && !session.IsServerFlightDone)
            return Refusal.OutOfOrder("The client goes on before the server has finished.");
        return !isCertificate && session.IsCertificateRequested && !_hasCertificate
            ? Refusal.OutOfOrder("The client leaves out the certificate message that the server has asked for.")
            : null;
    }
}
