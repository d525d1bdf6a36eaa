using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tls.Messages;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>Whether a ClientHello, the first or the one after a HelloRetryRequest, may go on to the server.</summary>
internal static class ClientHelloPolicy
{
    /// <summary>Checks a hello and notes what it says.</summary>
    public static Refusal? Admit(HandshakeSession session, ReadOnlySpan<byte> body)
    {
        if (ClientHello.Parse(body, out ClientHello hello) is { } malformed) return malformed;
        if (session.IsRetried && FindChange(session, hello) is { } change) return change;
        session.Offered = hello.Versions;
        session.MaySendEarlyData = hello.OffersEarlyData;

        // Encrypted hellos (RFC 9849) are only noted. Browsers send a random one to every server, which cannot be told from a
        // true one, so refusing them would refuse browsers. A true one hides a second name from the gateway; but only the
        // server that the outer name leads to can open it, and the outer name must be the host that the tunnel is for.
        session.OffersEncryptedClientHello = hello.OffersEncryptedClientHello;

        Refusal? refusal = CheckVersions(session)
            ?? ServerNamePolicy.Check(session, hello.ServerName)
            ?? CheckCertificate(session);
        if (refusal is null) session.Phase = HandshakePhase.ServerHello;
        return refusal;
    }

    // RFC 8446 §4.1.2 lists what may change in the second hello; of what the gateway sees, only that early data goes.
    private static Refusal? FindChange(HandshakeSession session, in ClientHello second)
    {
        if (second.Versions != session.Offered || second.ServerName.IsEmpty != session.ServerName is null)
            return Refusal.Malformed("The second ClientHello differs from the first.");
        return second.OffersEarlyData ? Refusal.Malformed("The second ClientHello offers early data.") : null;
    }

    private static Refusal? CheckVersions(HandshakeSession session)
    {
        TlsVersion highest = session.Offered.Highest;
        if (highest == TlsVersion.None) return Refusal.UnsupportedVersion("The client offers only unknown versions of TLS.");
        return highest < session.MinimumVersion
            ? Refusal.UnsupportedVersion($"The client offers at most {TlsVersionName.Of(highest)}, less than MinimumTlsVersion.")
            : null;
    }

    // TLS 1.3 encrypts the client's certificate (RFC 8446 §2), so a client that offers nothing else is refused at its hello already.
    private static Refusal? CheckCertificate(HandshakeSession session)
    {
        if (!session.RequiresCertificate) return null;
        if (session.Offered.IsOnlyTls13) return Refusal.NoCertificate("TLS 1.3 hides the client certificate that is required.");
        return session.MaySendEarlyData
            ? Refusal.NoCertificate("The client offers early data, which comes before the certificate that is required.")
            : null;
    }
}
