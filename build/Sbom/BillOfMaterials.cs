using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmsGateway.Sbom;

/// <summary>
/// A bill of materials as CycloneDX 1.6 (ECMA-424) has it: the package, the program files in it, and the packages in those. Equal
/// input gives equal bytes, so there is no time in it and the serial number is made from the package's hash.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(string name, string version, string msi, IReadOnlyList<ProductPart> parts)
    {
        string hash = Checksums.Of(msi);
        ProductPart[] ours = [.. parts.Where(p => p.File.Length > 0)];
        NuGetPackage[] packages = [.. parts.SelectMany(p => p.Packages).Distinct().OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)];
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{SerialNumber(hash)}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }),
                ["component"] = Component("application", name, version, Reference(msi), "SHA-256", hash, "MIT", null),
            },
            ["components"] = new JsonArray([.. ours.Select(p => Part(p, version)), .. packages.Select(Package)]),
            ["dependencies"] = new JsonArray([
                Depends(Reference(msi), [.. ours.Select(p => Reference(p.File)), .. parts.Except(ours).SelectMany(p => p.Packages).Select(d => d.Purl)]),
                .. ours.Select(p => Depends(Reference(p.File), p.Packages.Select(d => d.Purl)))]),
        };
        return bill.ToJsonString(Format) + "\n";
    }

    private static string Reference(string file) => $"file:{Path.GetFileName(file)}";

    private static JsonObject Part(ProductPart part, string version)
    {
        string type = Path.GetExtension(part.File).Equals(".exe", StringComparison.OrdinalIgnoreCase) ? "application" : "library";
        return Component(type, Path.GetFileName(part.File), version, Reference(part.File), "SHA-256", Checksums.Of(part.File), "MIT", null);
    }

    private static JsonObject Package(NuGetPackage package)
    {
        JsonObject component = Component("library", package.Id, package.Version, package.Purl, "SHA-512", package.Hash, package.Licence, package.LicenceUrl);
        component["purl"] = package.Purl;
        return component;
    }

    private static JsonObject Component(
        string type, string name, string version, string reference, string algorithm, string hash, string licence, string? licenceUrl) => new()
    {
        ["type"] = type,
        ["bom-ref"] = reference,
        ["name"] = name,
        ["version"] = version,
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = algorithm, ["content"] = hash }),
        ["licenses"] = new JsonArray(licenceUrl is null
            ? new JsonObject { ["expression"] = licence }
            : new JsonObject { ["license"] = new JsonObject { ["name"] = licence, ["url"] = licenceUrl } }),
    };

    private static JsonObject Depends(string reference, IEnumerable<string> on) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = new JsonArray([.. on.Select(o => JsonValue.Create(o))]),
    };

    /// <summary>A UUID of version 8 (RFC 9562, section 5.8) from the first half of a SHA-256.</summary>
    private static Guid SerialNumber(string hash)
    {
        byte[] bytes = Convert.FromHexString(hash)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
