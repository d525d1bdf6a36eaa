namespace OmsGateway.MsiBuilder.Database;

/// <summary>What values a column may have: a row of the <c>_Validation</c> table without its description.</summary>
/// <param name="Category">The kind of text, such as <c>Identifier</c> or <c>Formatted</c>.</param>
/// <param name="Min">The smallest integer.</param>
/// <param name="Max">The largest integer.</param>
/// <param name="KeyTable">The tables that the value refers to, separated by semicolons.</param>
/// <param name="KeyColumn">The column of <paramref name="KeyTable"/>, counted from 1.</param>
/// <param name="Set">The values allowed, separated by semicolons.</param>
public sealed record ColumnValidation(string? Category, int? Min, int? Max, string? KeyTable, int? KeyColumn, string? Set)
{
    /// <summary>Nothing is said of the column.</summary>
    public static ColumnValidation None { get; } = new(null, null, null, null, null, null);

    /// <summary>Reads <c>Category min..max &gt;Table:column {set}</c>, each part optional.</summary>
    internal static ColumnValidation Parse(IEnumerable<string> words)
    {
        var validation = None;
        foreach (var word in words)
        {
            if (word[0] == '>')
            {
                var parts = word[1..].Split(':');
                validation = validation with { KeyTable = parts[0], KeyColumn = parts.Length > 1 ? int.Parse(parts[1]) : null };
            }
            else if (word[0] == '{')
            {
                validation = validation with { Set = word.Trim('{', '}') };
            }
            else if (word.IndexOf("..", StringComparison.Ordinal) is >= 0 and var dots)
            {
                validation = validation with { Min = Number(word[..dots]), Max = Number(word[(dots + 2)..]) };
            }
            else
            {
                validation = validation with { Category = word };
            }
        }

        return validation;
    }

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text);
}
