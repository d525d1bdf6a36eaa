using System.Formats.Asn1;
using System.Text;
using OmsGateway.Configuration.Certificates;

namespace OmsGateway.Gateway.Tls.Certificates;

/// <summary>Finds the subject in a certificate without verifying anything else of it: that is the server's business.</summary>
/// <remarks>
/// RFC 5280 §4.1:
/// <code>
/// Certificate    ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature }
/// TBSCertificate ::= SEQUENCE { [0] version OPTIONAL, serialNumber, signature, issuer, validity, subject, ... }
/// Name           ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
/// </code>
/// </remarks>
internal static class SubjectReader
{
    /// <summary>The subject, or null when the certificate is malformed.</summary>
    public static CertificateSubject? Read(ReadOnlyMemory<byte> certificate)
    {
        try
        {
            AsnReader outer = new(certificate, AsnEncodingRules.DER);
            AsnReader parts = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            return new CertificateSubject(ReadName(FindSubject(parts.ReadSequence())));
        }
        catch (Exception e) when (e is AsnContentException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static AsnReader FindSubject(AsnReader tbs)
    {
        Asn1Tag version = new(TagClass.ContextSpecific, 0, isConstructed: true);
        if (tbs.PeekTag().HasSameClassAndValue(version)) tbs.ReadEncodedValue();
        tbs.ReadIntegerBytes();
        const int SignatureIssuerAndValidity = 3;
        for (int i = 0; i < SignatureIssuerAndValidity; i++) tbs.ReadSequence();
        return tbs.ReadSequence();
    }

    private static List<SubjectAttribute> ReadName(AsnReader name)
    {
        List<SubjectAttribute> attributes = [];
        while (name.HasData)
        {
            // Issuers get the order within a set wrong, and nothing here depends on it.
            AsnReader set = name.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                AsnReader attribute = set.ReadSequence();
                string type = AttributeTypeNames.Of(attribute.ReadObjectIdentifier());
                attributes.Add(new SubjectAttribute(type, AttributeValue.Read(attribute)));
                attribute.ThrowIfNotEmpty();
            }
        }

        return attributes;
    }
}
