using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration.Certificates;
using OmsGateway.Fuzzing.Engine;
using OmsGateway.Fuzzing.Mutation;
using OmsGateway.Gateway.Tls.Certificates;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The subject of a client's certificate, read beside OpenSSL.</summary>
internal sealed class SubjectTarget : FuzzTarget
{
    public override string Name => "subject";

    public override byte[]? Mutate(byte[] input, Random random) => DerMutator.Mutate(input, random);

    public override void Try(byte[] input)
    {
        CertificateSubject? subject = SubjectReader.Read(input);
        if (subject is null) return;
        string text = SubjectDetail.Of(subject);
        Invariant.IsMessage(text, "The subject shown");
        Invariant.Holds(text.Length <= 1100, "The subject shown is long");
        Invariant.Holds(subject.Equals(new CertificateSubject(subject.Attributes.Reverse())), "The order matters");
        if (OperatingSystem.IsWindows() || ReadByOpenSsl(input) is not { } expected) return;
        // .NET drops NULs at a value's end; the gateway keeps them, so that such a value is no listed one.
        IEnumerable<string> values = subject.Attributes.Select(a => a.Value.TrimEnd('\0'));
        Invariant.Same(string.Join('|', expected), string.Join('|', values), "The values read by OpenSSL and by the gateway");
    }

    // What .NET reads of the name that OpenSSL found; null where either finds none.
    private static List<string>? ReadByOpenSsl(byte[] input)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(input);
            List<string> values = [];
            foreach (X500RelativeDistinguishedName name in certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false))
            {
                if (name.HasMultipleElements || name.GetSingleElementValue() is not { } value) return null;
                values.Add(value);
            }

            return values;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
