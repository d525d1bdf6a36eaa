using System.Reflection;

namespace OmsGateway.MsiBuilder.Resources;

/// <summary>Files that are part of this assembly.</summary>
internal static class EmbeddedFiles
{
    public static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new FileNotFoundException($"The resource {name} is missing.");

    public static byte[] Read(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static IReadOnlyList<string> Of(string folder, string extension) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal))
            // Sections are linked in the order in which they are found, which must not depend on the build.
            .Order(StringComparer.Ordinal),
    ];
}
