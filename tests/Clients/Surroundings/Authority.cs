using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OmsGateway.Clients.Surroundings;

/// <summary>A certificate authority that the clients are told to trust, and the server certificate it issued.</summary>
internal sealed class Authority : IDisposable
{
    private readonly X509Certificate2 _root;

    /// <param name="hosts">The server's names.</param>
    public Authority(params string[] hosts)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest root = new("CN=Clients test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, critical: false));
        _root = root.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest server = new($"CN={hosts[0]}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in hosts) names.AddDnsName(host);
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        server.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        server.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        using X509Certificate2 certificate = server.Create(_root, now.AddDays(-1), now.AddDays(29), RandomNumberGenerator.GetBytes(8));
        Server = certificate.CopyWithPrivateKey(key);
    }

    /// <summary>The server's certificate, with its key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The authority's certificate as OpenSSL's programs read it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A registry file that makes the authority one of the user's trusted roots on Windows.</summary>
    // The store's format: property 32 (CERT_CERT_PROP_ID of wincrypt.h), a reserved 1, the length, the certificate.
    public string RegistryFile
    {
        get
        {
            byte[] blob = [32, 0, 0, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(_root.RawData.Length), .. _root.RawData];
            return $"""
                REGEDIT4

                [HKEY_CURRENT_USER\Software\Microsoft\SystemCertificates\Root\Certificates\{_root.Thumbprint}]
                "Blob"=hex:{string.Join(',', blob.Select(b => $"{b:x2}"))}

                """.ReplaceLineEndings("\r\n");
        }
    }

    public void Dispose()
    {
        Server.Dispose();
        _root.Dispose();
    }
}
