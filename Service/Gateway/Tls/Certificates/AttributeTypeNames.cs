using System.Collections.Frozen;

namespace OmsGateway.Gateway.Tls.Certificates;

/// <summary>The short names of subject attributes as Windows shows them, by object identifier (RFC 5280 appendix A).</summary>
internal static class AttributeTypeNames
{
    // S, G, I and E are the names of Windows (CertStrToName); RFC 4514 and OpenSSL have others or none.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.4"] = "SN",
        ["2.5.4.5"] = "SERIALNUMBER",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "S",
        ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.12"] = "T",
        ["2.5.4.42"] = "G",
        ["2.5.4.43"] = "I",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.2.840.113549.1.9.1"] = "E",
    }.ToFrozenDictionary();

    /// <summary>The short name, or the identifier itself when it has none.</summary>
    public static string Of(string objectIdentifier) => Names.GetValueOrDefault(objectIdentifier, objectIdentifier);
}
