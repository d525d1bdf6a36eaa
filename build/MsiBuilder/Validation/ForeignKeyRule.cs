using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Whatever refers to a row of another table finds one.</summary>
internal sealed class ForeignKeyRule : IValidationRule
{
    public string Ice => "ICE03";

    public IEnumerable<string> Check(Tables tables)
    {
        foreach (var table in tables.Database.Tables.Values)
        {
            for (var i = 0; i < table.Definition.Columns.Count; i++)
            {
                var (column, rule) = (table.Definition.Columns[i], table.Definition.Columns[i].Validation);
                if (rule.KeyTable is null)
                    continue;
                var keys = rule.KeyTable.Split(';').SelectMany(t => Keys(tables, t, (rule.KeyColumn ?? 1) - 1)).ToHashSet(StringComparer.Ordinal);
                // A property in brackets refers to whatever it names at run time.
                foreach (var row in table.Rows.Where(r => r[i] is string value && value[0] != '[' && !IsValueOfItsOwn(rule, value) && !keys.Contains(value)))
                    yield return $"{table.Definition.Name}.{column.Name} of '{row[0]}' refers to '{row[i]}', which {rule.KeyTable} has not.";
            }
        }
    }

    /// <summary>A file's version is a version, or names the file whose version it has; others are one of a set, or refer.</summary>
    private static bool IsValueOfItsOwn(ColumnValidation rule, string value) => rule.Set?.Split(';').Contains(value) == true
        || (rule.Category is not (null or "Identifier") && ValueCategory.Fits(rule.Category, value));

    private static IEnumerable<string> Keys(Tables tables, string table, int column) =>
        tables.Rows(table).Select(r => r.Cells[column]).OfType<string>();
}
