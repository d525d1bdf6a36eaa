using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Every value is there where <c>_Validation</c> wants one, and of the kind, size and range that it allows.</summary>
internal sealed class CellValueRule : IValidationRule
{
    public string Ice => "ICE03";

    public IEnumerable<string> Check(Tables tables)
    {
        // _Validation does not describe itself to the letter: its KeyTable may name several.
        foreach (var table in tables.Database.Tables.Values.Where(t => t.Definition.Name != "_Validation"))
        {
            foreach (var row in table.Rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    var column = table.Definition.Columns[i];
                    if (Problem(column, row[i]) is { } problem)
                        yield return $"{table.Definition.Name}.{column.Name} of '{row[0]}' {problem}.";
                }
            }
        }
    }

    private static string? Problem(ColumnDefinition column, object? value) => value switch
    {
        // To Windows Installer an empty text is none.
        null or "" => column.Nullable ? null : "has no value, and needs one",
        int number => IsAllowed(column.Validation, number) ? null : $"is {number}, which is not allowed",
        string text when column.Width > 0 && text.Length > column.Width => $"has {text.Length} characters; {column.Width} are allowed",
        string text => IsAllowed(column.Validation, text) ? null : $"is '{text}', which is not allowed",
        _ => null,
    };

    private static bool IsAllowed(ColumnValidation rule, int number)
    {
        // A number is right in the range or in the set; without either every number is.
        var hasRange = rule.Min is not null || rule.Max is not null;
        return (hasRange && number >= (rule.Min ?? int.MinValue) && number <= (rule.Max ?? int.MaxValue))
            || IsInSet(rule, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) || (!hasRange && rule.Set is null);
    }

    // ForeignKeyRule checks that the row exists to which the key refers.
    private static bool IsAllowed(ColumnValidation rule, string text) =>
        IsInSet(rule, text) || (rule.KeyTable is not null && Identifiers.IsValid(text))
            || (rule.Category is null ? rule.Set is null : ValueCategory.Fits(rule.Category, text));

    private static bool IsInSet(ColumnValidation rule, string text) => rule.Set?.Split(';').Contains(text) == true;
}
