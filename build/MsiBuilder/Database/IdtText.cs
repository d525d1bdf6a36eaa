using System.Globalization;
using System.Text;
using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>A table as text: names, types, table name and keys, then the rows, as in an .idt file.</summary>
public static class IdtText
{
    /// <summary>The lines of a table. Rows are sorted, so that two databases can be compared line by line.</summary>
    public static IEnumerable<string> Lines(MsiTable table)
    {
        var columns = table.Definition.Columns;
        yield return string.Join('\t', columns.Select(c => c.Name));
        yield return string.Join('\t', columns.Select(c => c.IdtType));
        yield return string.Join('\t',
            columns.Take(table.Definition.KeyCount).Select(c => c.Name).Prepend(table.Definition.Name));
        foreach (var line in table.Rows.Select(Line).Order(StringComparer.Ordinal))
            yield return line;
    }

    private static string Line(object?[] row) => string.Join('\t', row.Select(Cell));

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        StreamContent stream => $"[{stream.Length} bytes]",
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => Escape((string)cell),
    };

    // What would end a cell or a line is written as Windows Installer's own export writes it (Microsoft, "Archive File Format").
    private static string Escape(string text) =>
        new StringBuilder(text).Replace('\t', '\x10').Replace('\r', '\x11').Replace('\n', '\x19').ToString();
}
