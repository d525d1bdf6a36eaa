namespace OmsGateway.Configuration.Certificates;

/// <summary>One attribute of a distinguished name (RFC 5280 §4.1.2.4).</summary>
/// <param name="Type">Short name in upper case (<c>CN</c>, <c>O</c>, <c>OU</c>), or the dotted object identifier when it has none.</param>
/// <param name="Value">The value, unescaped.</param>
public sealed record SubjectAttribute(string Type, string Value);

/// <summary>A certificate's subject as a set of attributes, compared without regard to their order.</summary>
public sealed partial class CertificateSubject
{
    /// <summary>Takes the attributes in the certificate's order.</summary>
    public CertificateSubject(IEnumerable<SubjectAttribute> attributes) => Attributes = attributes.ToArray();

    /// <summary>The attributes in the order given.</summary>
    public IReadOnlyList<SubjectAttribute> Attributes { get; }

    /// <summary>The subject in the usual notation, as event 105 shows it: <c>CN=a, OU=b, O=c</c>.</summary>
    public override string ToString() => string.Join(", ", Attributes.Select(a => $"{a.Type}={a.Value}"));
}
