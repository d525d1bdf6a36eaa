using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OmsGateway.TestSupport;

/// <summary>Makes self-signed certificates whose subject is written attribute by attribute, in the order given.</summary>
public static class TestCertificate
{
    private static readonly Dictionary<string, string> ObjectIdentifiers = new()
    {
        ["CN"] = "2.5.4.3", ["SN"] = "2.5.4.4", ["SERIALNUMBER"] = "2.5.4.5", ["C"] = "2.5.4.6", ["L"] = "2.5.4.7",
        ["S"] = "2.5.4.8", ["STREET"] = "2.5.4.9", ["O"] = "2.5.4.10", ["OU"] = "2.5.4.11", ["T"] = "2.5.4.12", ["G"] = "2.5.4.42",
        ["DC"] = "0.9.2342.19200300.100.1.25", ["E"] = "1.2.840.113549.1.9.1",
    };

    private static readonly Lazy<X509Certificate2> LocalhostCertificate = new(() => Create("CN=localhost"));

    /// <summary>The certificate of servers whose clients do not look at it.</summary>
    public static X509Certificate2 Localhost => LocalhostCertificate.Value;

    /// <summary>A certificate for a server or client, with its key.</summary>
    /// <param name="subject">For example <c>CN=host</c> or <c>CN=a/OU=b/O=c</c>; no value may hold a slash.</param>
    /// <param name="padding">Bytes of an extension that only makes the certificate larger.</param>
    public static X509Certificate2 Create(string subject, int padding = 0)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (string attribute in subject.Split('/'))
            {
                string[] parts = attribute.Split('=', 2);
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(ObjectIdentifiers[parts[0]]);
                    writer.WriteCharacterString(UniversalTagNumber.UTF8String, parts[1]);
                }
            }
        }

        return Create(new X500DistinguishedName(writer.Encode()), padding);
    }

    /// <summary>A certificate with this subject, with its key.</summary>
    public static X509Certificate2 Create(X500DistinguishedName subject, int padding = 0)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        if (padding > 0)
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.55555.1", new byte[padding], critical: false));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        // SslStream on Windows takes no key that lives only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
