namespace OmsGateway.MsiBuilder.Validation;

/// <summary>What Windows Installer must know of a product is there and well-formed.</summary>
internal sealed class ProductPropertyRule : IValidationRule
{
    // The ones that ICE24 asks for, with the kind of each.
    private static readonly (string Property, string Category)[] Required =
    [
        ("ProductCode", "Guid"), ("ProductVersion", "Version"), ("ProductLanguage", "Language"), ("ProductName", "Text"), ("Manufacturer", "Text"),
    ];

    public string Ice => "ICE24";

    public IEnumerable<string> Check(Tables tables)
    {
        // UpgradeCode may be missing, but must be right if it is there.
        foreach (var (property, category) in Required.Append(("UpgradeCode", "Guid")))
        {
            var value = tables.Database.Property(property);
            if (value is null && property != "UpgradeCode")
                yield return $"The property {property} has no value.";
            else if (value is not null && !ValueCategory.Fits(category, value))
                yield return $"The property {property} has the value '{value}', which is no {category.ToLowerInvariant()}.";
        }
    }
}
