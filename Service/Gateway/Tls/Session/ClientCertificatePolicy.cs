using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls.Certificates;
using OmsGateway.Gateway.Tls.Messages;
using OmsGateway.Gateway.Tls.Records;

namespace OmsGateway.Gateway.Tls.Session;

/// <summary>Whether the certificate a client shows, or that it shows none, is allowed.</summary>
internal static class ClientCertificatePolicy
{
    /// <summary>Checks a Certificate message of the client.</summary>
    public static Refusal? Check(HandshakeSession session, ReadOnlyMemory<byte> message)
    {
        if (!CertificateMessage.TryParse(message, out ReadOnlyMemory<byte> certificate))
            return Refusal.Malformed("The client's Certificate message is malformed.");
        if (certificate.IsEmpty)
            return session.RequiresCertificate ? Refusal.NoCertificate("The client has no certificate.") : null;
        if (SubjectReader.Read(certificate) is not { } subject)
            return Refusal.Malformed("The client's certificate is malformed.");

        session.ClientCertificate = subject;
        if (session.AllowedCertificates.Allows(subject)) return null;
        return new Refusal(TunnelOutcome.InvalidClientCertificate, AlertDescription.AccessDenied, SubjectDetail.Of(subject));
    }
}
