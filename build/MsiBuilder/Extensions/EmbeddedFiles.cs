using System.Reflection;

namespace OmsGateway.MsiBuilder.Extensions;

/// <summary>Files that are part of this assembly.</summary>
internal static class EmbeddedFiles
{
    public static IReadOnlyList<string> Of(string folder, string extension) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
