namespace OmsGateway.Sbom;

/// <summary>A program file of the product, and the NuGet packages it was made of.</summary>
/// <param name="File">Empty where the packages' own files are in the product as they are.</param>
/// <param name="Packages">Each once, in the order of their names.</param>
internal sealed record ProductPart(string File, IReadOnlyList<NuGetPackage> Packages)
{
    /// <summary>What a list calls a reference (ILC's response file) and what a linker puts into a program.</summary>
    private const string ReferencePrefix = "-r:";

    private static readonly string[] CodeExtensions = [".dll", ".lib", ".obj", ".a"];

    /// <param name="description">As on the command line: <c>file|list|list</c>, or <c>|list</c> for files of others.</param>
    /// <exception cref="InvalidDataException">A list names no package, which means that it was not read as it was meant.</exception>
    public static ProductPart Read(string description)
    {
        string[] names = description.Split('|');
        NuGetPackage[] packages =
        [
            .. names.Skip(1).SelectMany(System.IO.File.ReadLines).Select(CodeFile).OfType<string>().Select(NuGetPackage.Containing)
                .OfType<NuGetPackage>().Distinct().OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase),
        ];
        return packages.Length > 0
            ? new(names[0], packages)
            : throw new InvalidDataException($"No package is named in the lists of '{names[0]}': {string.Join(", ", names.Skip(1))}.");
    }

    /// <summary>The file whose code a line adds to the program, or <see langword="null"/> for an option or the project's own file.</summary>
    private static string? CodeFile(string line)
    {
        string path = line.Trim().TrimStart('\uFEFF');
        if (path.StartsWith(ReferencePrefix, StringComparison.Ordinal)) path = path[ReferencePrefix.Length..];
        path = path.Trim('"');
        return Path.IsPathFullyQualified(path) && CodeExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) ? path : null;
    }
}
