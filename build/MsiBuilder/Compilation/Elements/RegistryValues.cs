namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>How the Registry table writes the type of a value into the value.</summary>
internal static class RegistryValues
{
    public static string? Encode(string type, string action, string? value) => type switch
    {
        "binary" => $"#x{value}",
        "expandable" => $"#%{value}",
        "integer" => $"#{value}",
        // [~] in front appends to the texts that exist, behind prepends to them; at both ends it replaces them (Registry table, Value).
        "multiString" => action switch
        {
            "append" => $"[~]{value}",
            "prepend" => $"{value}[~]",
            _ => value is null || value.Contains("[~]", StringComparison.Ordinal) ? value : $"[~]{value}[~]",
        },
        // A leading # would announce another type.
        _ => value?.StartsWith('#') == true ? "#" + value : value,
    };
}
