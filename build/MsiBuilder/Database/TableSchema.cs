using OmsGateway.MsiBuilder.Resources;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>
/// Tables defined in a text resource: a line with a table's name, then an indented line for each of its columns.
/// </summary>
public static class TableSchema
{
    /// <summary>The Windows Installer's own tables.</summary>
    public static IReadOnlyDictionary<string, TableDefinition> Standard { get; } = Load("Database/StandardTables.txt");

    internal static IReadOnlyDictionary<string, TableDefinition> Load(string resource)
    {
        using var stream = EmbeddedFiles.Open(resource);
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd().Split('\n')).ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    internal static IEnumerable<TableDefinition> Parse(IEnumerable<string> lines)
    {
        string? table = null;
        var columns = new List<ColumnDefinition>();
        // One more line, since a table is given out when the next one begins.
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#').Append("end"))
        {
            if (line[0] == ' ')
            {
                columns.Add(Column(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                continue;
            }

            if (table is not null)
                yield return new TableDefinition(table, [.. columns]);
            table = line.Trim();
            columns.Clear();
        }
    }

    private static ColumnDefinition Column(string[] words)
    {
        var type = words[1];
        var isKey = type.EndsWith('*');
        return ColumnDefinition.FromIdt(words[0], type.TrimEnd('*'),
            isKey) with { Validation = ColumnValidation.Parse(words.Skip(2)) };
    }
}
