using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>The summary information of a language transform: what it is for, and what is checked before it is applied.</summary>
internal static class TransformSummary
{
    // Above, what must match before a transform is applied; below, which errors are let pass. A change of codepage is
    // one unless one of the two is neutral. Wine takes the lower half for the upper one and refuses what has any of it set.
    private const int ValidateProduct = 0x2 << 16;
    private const int AllowCodepageChange = 0x20;
    // What Microsoft's page "Security Summary property" asks of a transform.
    private const int ReadOnlyEnforced = 4;

    public static SummaryInformation Create(MsiDatabase before, MsiDatabase after) => new()
    {
        [SummaryProperty.Codepage] = after.Summary[SummaryProperty.Codepage] ?? 1252,
        [SummaryProperty.Title] = "Transform",
        [SummaryProperty.Subject] = after.Summary[SummaryProperty.Subject],
        [SummaryProperty.Author] = after.Summary[SummaryProperty.Author],
        [SummaryProperty.Keywords] = after.Summary[SummaryProperty.Keywords],
        [SummaryProperty.Comments] = after.Summary[SummaryProperty.Comments],
        [SummaryProperty.Template] = FirstLanguage(before.Summary),
        [SummaryProperty.LastSavedBy] = FirstLanguage(after.Summary),
        // In the form that Microsoft's page "Revision Number Summary property" prescribes for a transform.
        [SummaryProperty.RevisionNumber] = $"{Product(before)};{Product(after)};{before.Property("UpgradeCode")}",
        [SummaryProperty.Created] = after.Summary[SummaryProperty.Created],
        [SummaryProperty.LastSaved] = after.Summary[SummaryProperty.LastSaved],
        [SummaryProperty.PageCount] = after.Summary[SummaryProperty.PageCount],
        [SummaryProperty.CharacterCount] = ValidateProduct | (CodepagesConflict(before, after) ? AllowCodepageChange : 0),
        [SummaryProperty.CreatingApplication] = after.Summary[SummaryProperty.CreatingApplication],
        [SummaryProperty.Security] = ReadOnlyEnforced,
    };

    private static bool CodepagesConflict(MsiDatabase before, MsiDatabase after) =>
        before.Codepage != after.Codepage && before.Codepage != 0 && after.Codepage != 0;

    private static string Product(MsiDatabase database) =>
        $"{database.Property("ProductCode")}{database.Property("ProductVersion")}";

    private static string FirstLanguage(SummaryInformation summary) =>
        ((string?)summary[SummaryProperty.Template] ?? "").Split(',')[0];
}
