using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls;

/// <summary>Why a tunnel is refused.</summary>
/// <param name="Outcome">The outcome to report.</param>
/// <param name="Alert">What the client is told, or null when it does not speak TLS.</param>
/// <param name="Detail">The reason for the event log, free of control characters.</param>
internal sealed record Refusal(TunnelOutcome Outcome, AlertDescription? Alert, string Detail)
{
    /// <summary>One side does not speak TLS, or speaks SSL.</summary>
    public static Refusal NotTls(string detail) => new(TunnelOutcome.NotTls, null, detail);

    /// <summary>A message cannot be parsed or contradicts itself.</summary>
    public static Refusal Malformed(string detail) => new(TunnelOutcome.MalformedHandshake, AlertDescription.DecodeError, detail);

    /// <summary>A message or record that has no place where it stands.</summary>
    public static Refusal OutOfOrder(string detail) =>
        new(TunnelOutcome.MalformedHandshake, AlertDescription.UnexpectedMessage, detail);

    /// <summary>A version below the minimum, or one the gateway does not know.</summary>
    public static Refusal UnsupportedVersion(string detail) =>
        new(TunnelOutcome.UnsupportedTlsVersion, AlertDescription.ProtocolVersion, detail);

    /// <summary>A certificate is required and there is none to see.</summary>
    // Not certificate_required (116), which only clients of TLS 1.3 know (RFC 8446 §6.2).
    public static Refusal NoCertificate(string detail) =>
        new(TunnelOutcome.ClientCertificateMissing, AlertDescription.AccessDenied, detail);
}
