using System.Collections.Concurrent;
using System.Xml.Linq;

namespace OmsGateway.Sbom;

/// <summary>A package in NuGet's folder of unpacked packages.</summary>
/// <param name="Id">As the package itself writes it.</param>
/// <param name="Version">As the package itself writes it.</param>
/// <param name="Hash">SHA-512 of the .nupkg, in hexadecimal.</param>
/// <param name="Licence">An SPDX expression, or what stands for one.</param>
/// <param name="LicenceUrl">Where the licence is, of a package from before there were expressions; else <see langword="null"/>.</param>
internal sealed record NuGetPackage(string Id, string Version, string Hash, string Licence, string? LicenceUrl)
{
    private static readonly ConcurrentDictionary<string, NuGetPackage?> Folders = new();

    public string Purl => $"pkg:nuget/{Id}@{Version}";

    /// <summary>The package that a file belongs to, or <see langword="null"/> when it is not in a package.</summary>
    public static NuGetPackage? Containing(string file) =>
        Path.GetDirectoryName(file) is string folder ? Folders.GetOrAdd(folder, f => Read(f) ?? Containing(f)) : null;

    private static NuGetPackage? Read(string folder)
    {
        // NuGet writes .nupkg.metadata last, and into the root of an unpacked package only.
        if (!File.Exists(Path.Combine(folder, ".nupkg.metadata"))) return null;
        string specification = Directory.GetFiles(folder, "*.nuspec").Single();
        XElement metadata = XDocument.Load(specification).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        string? Text(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();
        XElement? licence = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "license");
        bool isExpression = (string?)licence?.Attribute("type") == "expression";
        string hash = File.ReadAllText(Directory.GetFiles(folder, "*.nupkg.sha512").Single());
        return new(
            Text("id") ?? throw new InvalidDataException($"'{specification}' has no id."),
            Text("version") ?? throw new InvalidDataException($"'{specification}' has no version."),
            Convert.ToHexStringLower(Convert.FromBase64String(hash)),
            isExpression ? licence!.Value.Trim() : licence?.Value.Trim() ?? "as at the address",
            isExpression ? null : Text("licenseUrl"));
    }
}
