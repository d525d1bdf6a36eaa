using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Components are for the platform that the summary names, and so are their folders.</summary>
internal sealed class PlatformRule : IValidationRule
{
    private const int Component64 = 256;

    // The schema that each platform needs (Microsoft, "ICE80").
    private static readonly Dictionary<string, int> Schemas = new(StringComparer.Ordinal) { ["Intel64"] = 150, ["x64"] = 200, ["Arm64"] = 500 };

    private static readonly string[] Folders32 = ["CommonFilesFolder", "ProgramFilesFolder", "SystemFolder"];
    private static readonly string[] Folders64 = ["CommonFiles64Folder", "ProgramFiles64Folder", "System64Folder"];

    public string Ice => "ICE80";

    public IEnumerable<string> Check(Tables tables)
    {
        var platform = (tables.Database.Summary[SummaryProperty.Template] as string ?? "").Split(';')[0];
        var is64 = Schemas.TryGetValue(platform, out var schema);
        if (is64 && !(tables.Database.Summary[SummaryProperty.PageCount] is int version && version >= schema))
            yield return $"The package is for {platform}, which needs the schema {schema} or later (InstallerVersion).";
        foreach (var component in tables.Rows("Component"))
        {
            var isFor64 = (component.Number("Attributes") & Component64) != 0;
            if (isFor64 && !is64)
                yield return $"The component {component.Text("Component")} is for 64 bits, and the package is for {platform}.";
            if (tables.Folders(component.Text("Directory_")).FirstOrDefault((isFor64 ? Folders32 : Folders64).Contains) is { } folder)
                yield return $"The component {component.Text("Component")} is for {(isFor64 ? 64 : 32)} bits, and its folder is in {folder}.";
        }
    }
}
