using System.Reflection;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>The summary information of a package.</summary>
internal static class SummaryBinder
{
    // What Microsoft's page "Security Summary property" asks of a database; a transform is enforced (TransformSummary).
    private const int ReadOnlyRecommended = 2;

    public static SummaryInformation Create(
        PackageItem package, SummaryItem? given, int codepage, int language, DateTime timestamp, Func<string, string> resolve)
    {
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3);
        return new SummaryInformation
        {
            [SummaryProperty.Codepage] = codepage,
            // Title and Comments are worded as Microsoft's pages on these properties word them.
            [SummaryProperty.Title] = "Installation Database",
            [SummaryProperty.Subject] = resolve(given?.Description ?? package.Name),
            [SummaryProperty.Author] = resolve(given?.Manufacturer ?? package.Manufacturer),
            [SummaryProperty.Keywords] = resolve(given?.Keywords ?? "Installer"),
            [SummaryProperty.Comments] = $"This installer database contains the logic and data required to install {resolve(package.Name)}.",
            // Without a platform it would be one for 32 bits (Microsoft, "Template Summary property").
            [SummaryProperty.Template] = $"x64;{language}",
            [SummaryProperty.Created] = timestamp,
            [SummaryProperty.LastSaved] = timestamp,
            [SummaryProperty.PageCount] = package.InstallerVersion,
            [SummaryProperty.WordCount] = package.WordCount,
            [SummaryProperty.CreatingApplication] = $"MsiBuilder ({version})",
            [SummaryProperty.Security] = ReadOnlyRecommended,
        };
    }
}
