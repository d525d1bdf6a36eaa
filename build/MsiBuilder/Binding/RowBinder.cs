using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Turns a row as written into a row of the database, and reports what does not fit with the line it came from.
/// </summary>
internal sealed class RowBinder(
    MsiDatabase database,
    IReadOnlyDictionary<string, TableDefinition> schema,
    VariableResolver resolver,
    SourceFiles sources,
    DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public void Add(TableRow row) => Add(row.Table, row.Location, row.Cells);

    public void Add(string table, SourceLocation location, params object?[] cells)
    {
        if (!schema.TryGetValue(table, out var definition))
        {
            diagnostics.Error(location, DiagnosticCode.InvalidRow, $"There is no table {table}.");
            return;
        }

        var bound = cells.Select((cell, i) => Bind(definition.Columns[i], cell, location)).ToArray();
        var key = $"{table}\n{string.Join('\n', bound.Take(definition.KeyCount))}";
        // DatabaseWriter would find it too, but here the line in the sources is known.
        if (!_keys.Add(key))
        {
            diagnostics.Error(location, DiagnosticCode.InvalidRow,
                $"The table {table} already has a row '{string.Join('/', bound.Take(definition.KeyCount))}'.");
            return;
        }

        try
        {
            database.Table(definition).Add(bound);
        }
        catch (MsiDatabaseException e)
        {
            // Mostly a consequence of an error that was reported before: an attribute without a value leaves its cell empty.
            if (!diagnostics.HasErrors)
                diagnostics.Error(location, DiagnosticCode.InvalidRow, e.Message);
        }
    }

    private object? Bind(ColumnDefinition column, object? cell, SourceLocation location)
    {
        switch (cell)
        {
            case FileBytes file:
                return sources.Open(file.Path, location);
            case FileText file:
                return sources.Open(file.Path, location) is { } content ? CheckCodepage(TextOf(content), location) : null;
            case NamePair name:
                var resolved = name with { Long = resolver.Resolve(name.Long, location), Short = name.Short is null
                    ? null : resolver.Resolve(name.Short, location) };
                return CheckCodepage(ShortNames.Pair(resolved), location);
            case string text:
                text = resolver.Resolve(text, location);
                return column.Kind is ColumnKind.Short or ColumnKind.Long
                    ? Number(column, text, location) : CheckCodepage(text, location);
            default:
                return cell;
        }
    }

    // As UTF-8 unless a byte order mark says otherwise; the RTF of a licence is ASCII.
    private static string TextOf(StreamContent content)
    {
        using var reader = new StreamReader(content.Open());
        return reader.ReadToEnd();
    }

    private object? Number(ColumnDefinition column, string text, SourceLocation location)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        diagnostics.Error(location, DiagnosticCode.NumberOutOfRange, $"'{text}' must be a number ({column.Name}).");
        return null;
    }

    private string CheckCodepage(string text, SourceLocation location)
    {
        if (Codepages.FirstMissing(database.Codepage, text) is { } character)
        {
            diagnostics.Error(location, DiagnosticCode.CharacterNotInCodepage,
                $"The character '{character}' of '{text}' is not in the database's codepage {database.Codepage}.");
        }

        return text;
    }
}
