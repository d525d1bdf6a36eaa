using OmsGateway.Configuration;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tls.Messages;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>What both sides of a handshake have said so far, and the policy it is held against.</summary>
internal sealed class HandshakeSession(HostName target, GatewayConfiguration configuration)
{
    /// <summary>The host of the CONNECT request.</summary>
    public HostName Target => target;

    /// <summary>The oldest version a session may have.</summary>
    public TlsVersion MinimumVersion => configuration.Settings.MinimumTlsVersion;

    /// <summary>Whether a hello without a server name is refused.</summary>
    public bool RequiresServerName => configuration.Settings.RequireServerName;

    /// <summary>Whether a session without an allowed client certificate is refused.</summary>
    public bool RequiresCertificate => configuration.Settings.ClientCertificates == ClientCertificateMode.Required;

    /// <summary>Whether a client certificate that is seen must be allowed.</summary>
    public bool ChecksCertificates { get; } = configuration.Settings.ClientCertificates switch
    {
        ClientCertificateMode.Ignored => false,
        ClientCertificateMode.WhenListed => !configuration.ClientCertificates.IsEmpty,
        _ => true,
    };

    /// <summary>The subjects allowed.</summary>
    public ClientCertificateAllowList AllowedCertificates => configuration.ClientCertificates;

    /// <summary>What the session waits for.</summary>
    public HandshakePhase Phase { get; set; }

    /// <summary>The versions the client offers.</summary>
    public OfferedVersions Offered { get; set; }

    /// <summary>Whether the client may send 0-RTT data now.</summary>
    public bool MaySendEarlyData { get; set; }

    /// <summary>Whether the client has sent what only TLS 1.3 allows before the ServerHello.</summary>
    public bool HasSentTls13Records { get; set; }

    /// <summary>Whether there has been a HelloRetryRequest.</summary>
    public bool IsRetried { get; set; }

    /// <summary>Whether the server has asked for a certificate; known only while <see cref="ChecksCertificates"/>.</summary>
    public bool IsCertificateRequested { get; set; }

    /// <summary>Whether the server's flight is complete; known only while <see cref="ChecksCertificates"/>.</summary>
    public bool IsServerFlightDone { get; set; }

    /// <summary>Whether the session goes on from an earlier one; known up to TLS 1.2.</summary>
    public bool IsResumed { get; set; }

    /// <summary>The version agreed on.</summary>
    public TlsVersion Version { get; set; }

    /// <summary>The server name, once it is known to be one.</summary>
    public string? ServerName { get; set; }

    /// <summary>Whether the client's hello has an encrypted one inside.</summary>
    public bool OffersEncryptedClientHello { get; set; }

    /// <summary>The subject of the client's certificate.</summary>
    public CertificateSubject? ClientCertificate { get; set; }
}
