using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tls.Messages;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>Whether a ServerHello or HelloRetryRequest may go on to the client.</summary>
internal static class ServerHelloPolicy
{
    /// <summary>Checks a hello and notes what it says.</summary>
    public static Refusal? Admit(HandshakeSession session, ReadOnlySpan<byte> body)
    {
        if (ServerHello.Parse(body, out ServerHello hello) is { } malformed) return malformed;
        if (CheckVersion(session, hello) is { } unsupported) return unsupported;
        var version = (TlsVersion)hello.Version;
        bool isTls13 = version == TlsVersion.Tls13;

        if (hello.IsRetryRequest || session.IsRetried)
        {
            if (!isTls13) return Refusal.Malformed("The server retries TLS 1.3 and chooses another version.");
            if (hello.IsRetryRequest && session.IsRetried) return Refusal.OutOfOrder("The server sends a second HelloRetryRequest.");
        }

        if (isTls13 && session.RequiresCertificate)
            return Refusal.NoCertificate("TLS 1.3 hides the client certificate that is required.");

        if (hello.IsRetryRequest)
        {
            session.IsRetried = true;
            session.Phase = HandshakePhase.RetriedClientHello;
            return null;
        }

        // RFC 8446 appendix D.3: a client that has sent early data must give up on an older version.
        if (!isTls13 && session.HasSentTls13Records)
            return Refusal.OutOfOrder("The client has begun TLS 1.3 and the server chooses an older version.");
        session.Version = version;
        session.Phase = isTls13 ? HandshakePhase.Verified : HandshakePhase.LegacyFlight;
        return null;
    }

    private static Refusal? CheckVersion(HandshakeSession session, ServerHello hello)
    {
        if (!OfferedVersions.IsKnown(hello.Version))
            return Refusal.UnsupportedVersion("The server chooses SSL or an unknown version of TLS.");
        var version = (TlsVersion)hello.Version;
        // RFC 8446 §4.2.1: the extension chooses TLS 1.3, and nothing else does.
        if (hello.HasVersionExtension != (version == TlsVersion.Tls13) || !session.Offered.Contains(version))
            return Refusal.Malformed("The server chooses a version that the client does not offer.");
        return version < session.MinimumVersion
            ? Refusal.UnsupportedVersion($"The server chooses {TlsVersionName.Of(version)}.")
            : null;
    }
}
