namespace OmsGateway.Configuration.Certificates;

/// <summary>Names of distinguished-name attributes and their object identifiers (RFC 4519, RFC 2985, and the names Windows shows).</summary>
internal static class AttributeTypes
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["2.5.4.3"] = "CN", ["2.5.4.4"] = "SN", ["2.5.4.5"] = "SERIALNUMBER", ["2.5.4.6"] = "C", ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST", ["2.5.4.9"] = "STREET", ["2.5.4.10"] = "O", ["2.5.4.11"] = "OU", ["2.5.4.12"] = "T",
        ["2.5.4.42"] = "G", ["2.5.4.43"] = "I", ["1.2.840.113549.1.9.1"] = "E",
        ["0.9.2342.19200300.100.1.1"] = "UID", ["0.9.2342.19200300.100.1.25"] = "DC",
        ["COMMONNAME"] = "CN", ["SURNAME"] = "SN", ["S"] = "ST", ["STATE"] = "ST", ["STREETADDRESS"] = "STREET", ["TITLE"] = "T",
        ["GN"] = "G", ["GIVENNAME"] = "G", ["INITIALS"] = "I", ["EMAIL"] = "E", ["EMAILADDRESS"] = "E", ["USERID"] = "UID",
        ["COUNTRY"] = "C", ["LOCALITY"] = "L", ["ORGANIZATION"] = "O", ["ORGANIZATIONALUNIT"] = "OU", ["DOMAINCOMPONENT"] = "DC",
    };

    /// <summary>One spelling for each type: the short name in upper case, or the dotted identifier of one that has none.</summary>
    public static string Canonical(string type)
    {
        // Windows writes a type that it has no name for as OID.1.2.3 (CertNameToStr).
        string bare = type.StartsWith("OID.", StringComparison.OrdinalIgnoreCase) ? type.Substring(4) : type;
        return Names.TryGetValue(bare, out string? name) ? name : bare.ToUpperInvariant();
    }

    /// <summary>Whether the text is a name we know, or a dotted identifier (RFC 4512 §1.4).</summary>
    public static bool IsValid(string type)
    {
        string canonical = Canonical(type);
        if (Names.ContainsValue(canonical)) return true;
        string[] arcs = canonical.Split('.');
        return arcs.Length > 1
            && arcs.All(arc => arc.Length > 0 && arc.All(c => c is >= '0' and <= '9') && (arc.Length == 1 || arc[0] != '0'));
    }
}
