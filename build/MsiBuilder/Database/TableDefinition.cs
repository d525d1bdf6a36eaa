namespace OmsGateway.MsiBuilder.Database;

/// <summary>A table's name and columns, the key columns first.</summary>
public sealed record TableDefinition(string Name, IReadOnlyList<ColumnDefinition> Columns)
{
    /// <summary>How many of the columns make up the primary key.</summary>
    public int KeyCount { get; } = Columns.TakeWhile(c => c.IsKey).Count();

    /// <summary>The position of a column, or -1.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }

        return -1;
    }

    /// <summary>Whether another definition gives the same columns; what validation says does not matter.</summary>
    internal bool HasSameColumns(TableDefinition other) =>
        Columns.Select(c => (c.Name, c.TypeWord)).SequenceEqual(other.Columns.Select(c => (c.Name, c.TypeWord)));
}
