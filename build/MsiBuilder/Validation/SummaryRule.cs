using System.Text.RegularExpressions;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>The summary information names platform and language, and agrees with the product's.</summary>
internal sealed partial class SummaryRule : IValidationRule
{
    public string Ice => "ICE39";

    public IEnumerable<string> Check(Tables tables)
    {
        var template = tables.Database.Summary[SummaryProperty.Template] as string ?? "";
        if (!Template().IsMatch(template))
            yield return $"The summary's template '{template}' is not a platform, a semicolon and language numbers.";
        else if (tables.Database.Property("ProductLanguage") is { } language && !template.Split(';')[1].Split(',').Contains(language))
            yield return $"The summary's template '{template}' does not have the product's language {language}.";
    }

    // No platform means Intel (Microsoft, "Template Summary property").
    [GeneratedRegex(@"^(?:Intel|x64|Arm64)?;[0-9]+(?:,[0-9]+)*$")]
    private static partial Regex Template();
}
