namespace OmsGateway.MsiBuilder.Validation;

/// <summary>What is found to be replaced reaches the installation, and is no later version than this one.</summary>
internal sealed class UpgradeRule : IValidationRule
{
    // msidbUpgradeAttributesOnlyDetect and …VersionMaxInclusive (Upgrade table, Attributes).
    private const int OnlyDetect = 2;
    private const int WithMaximum = 512;

    public string Ice => "ICE61";

    public IEnumerable<string> Check(Tables tables)
    {
        var secure = tables.Database.Property("SecureCustomProperties")?.Split(';') ?? [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in tables.Rows("Upgrade"))
        {
            var property = row.Text("ActionProperty") ?? "";
            if (tables.Database.Property(property) is not null)
                yield return $"The property {property} has a value before anything was found.";
            if (property != property.ToUpperInvariant())
                yield return $"The property {property} has lower-case letters, so that it does not reach the installation.";
            if (!secure.Contains(property))
                yield return $"The property {property} is not in SecureCustomProperties.";
            if (!seen.Add(property))
                yield return $"The property {property} stands in more than one row.";
            if (VersionProblem(tables, row) is { } problem)
                yield return $"{property}: {problem}";
        }
    }

    private static string? VersionProblem(Tables tables, Row row)
    {
        var (minimum, maximum) = (row.Text("VersionMin"), row.Text("VersionMax"));
        if (new[] { minimum, maximum }.FirstOrDefault(v => v is not null && !ValueCategory.Fits("Version", v)) is { } wrong)
            return $"'{wrong}' is no version.";
        if (minimum is not null && maximum is not null && Compare(maximum, minimum) < 0)
            return $"the maximum {maximum} is less than the minimum {minimum}.";
        var attributes = row.Number("Attributes") ?? 0;
        // Versions of products with another upgrade code mean nothing here, and a product that is only detected is not removed.
        if (row.Text("UpgradeCode") != tables.Database.Property("UpgradeCode") || (attributes & OnlyDetect) != 0
            || tables.Database.Property("ProductVersion") is not { } current || !ValueCategory.Fits("Version", current))
            return null;
        var isOlder = maximum is not null && (Compare(maximum, current), attributes & WithMaximum) is ( < 0, _) or (0, 0);
        return isOlder ? null : $"versions up to {maximum ?? "any"} are removed, and this one is {current}.";
    }

    // Windows Installer compares three fields; what is missing is 0.
    private static int Compare(string left, string right) => Fields(left).CompareTo(Fields(right));

    private static (int Major, int Minor, int Build) Fields(string version)
    {
        var fields = version.Split('.').Select(int.Parse).Concat([0, 0]).ToArray();
        return (fields[0], fields[1], fields[2]);
    }
}
