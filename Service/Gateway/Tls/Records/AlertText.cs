using System.Text.Json;

namespace OmsGateway.Gateway.Tls.Records;

/// <summary>An alert as an administrator finds it elsewhere, and what it means when a side ends a handshake with it.</summary>
internal static class AlertText
{
    /// <summary>The name of RFC 8446 and the number, for example <c>unknown_ca (48)</c>; the number alone where the name is not known.</summary>
    public static string NameOf(AlertDescription alert) =>
        Enum.IsDefined(alert) ? $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(alert.ToString())} ({(int)alert})" : $"{(int)alert}";

    /// <summary>What the client means by it, as the rest of a sentence after a colon; null when the name says it.</summary>
    public static string? MeaningFromClient(AlertDescription alert) => alert switch
    {
        AlertDescription.UnknownCa or AlertDescription.BadCertificate or AlertDescription.CertificateUnknown
            or AlertDescription.UnsupportedCertificate or AlertDescription.CertificateRevoked or AlertDescription.CertificateExpired =>
            "it does not trust the certificate that it was shown; if the target's own is good, something on the way inspects TLS and replaces it",
        AlertDescription.ProtocolVersion or AlertDescription.InsufficientSecurity or AlertDescription.HandshakeFailure =>
            "it does not accept the TLS version or cipher suite that the target has chosen",
        _ => null,
    };

    /// <summary>What the server means by it, as the rest of a sentence after a colon; null when the name says it.</summary>
    public static string? MeaningFromServer(AlertDescription alert) => alert switch
    {
        AlertDescription.HandshakeFailure or AlertDescription.InsufficientSecurity or AlertDescription.ProtocolVersion =>
            "it accepts none of the TLS versions and cipher suites that the client offers",
        AlertDescription.UnrecognizedName => "it does not serve this host name",
        AlertDescription.AccessDenied => "it, or a firewall on the way, does not admit the client",
        _ => null,
    };
}
