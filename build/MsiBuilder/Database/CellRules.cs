using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>Whether a value may go into a column: its type, its range, and that it is there when it must be.</summary>
internal static class CellRules
{
    public static void Check(TableDefinition table, int column, object? value)
    {
        var problem = Problem(table.Columns[column], value);
        if (problem is not null)
            throw new MsiDatabaseException($"{table.Name}.{table.Columns[column].Name}: {problem}.");
    }

    private static string? Problem(ColumnDefinition column, object? value) => (column.Kind, value) switch
    {
        (_, null) => column.Nullable || MayBeEmpty(column) ? null : "a value is required",
        (ColumnKind.String, string) or (ColumnKind.Stream, StreamContent) => null,
        // The most negative number of each size means null in the file.
        (ColumnKind.Short, int n) => n is > short.MinValue and <= short.MaxValue ? null : $"{n} does not fit 16 bits",
        (ColumnKind.Long, int n) => n > int.MinValue ? null : $"{n} does not fit 32 bits",
        _ => $"{value} ({value.GetType().Name}) is not of type {column.IdtType}",
    };

    // Text columns that must not be null accept the empty string all the same: a ListBox's value, a dialog's event argument.
    private static bool MayBeEmpty(ColumnDefinition column) => column is { Kind: ColumnKind.String, IsKey: false };
}
