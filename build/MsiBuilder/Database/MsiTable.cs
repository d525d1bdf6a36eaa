namespace OmsGateway.MsiBuilder.Database;

/// <summary>A table and its rows. A cell is a <see cref="string"/>, an <see cref="int"/>, a stream's content, or null.</summary>
public sealed class MsiTable(TableDefinition definition)
{
    private readonly List<object?[]> _rows = [];

    /// <summary>Name and columns.</summary>
    public TableDefinition Definition => definition;

    /// <summary>The rows, in the order they were added.</summary>
    public IReadOnlyList<object?[]> Rows => _rows;

    /// <summary>Adds a row after checking it against the columns; the empty string counts as null, as in the database.</summary>
    /// <exception cref="MsiDatabaseException">A value does not fit.</exception>
    public void Add(params object?[] cells)
    {
        if (cells.Length != definition.Columns.Count)
            throw new MsiDatabaseException(
                $"A row of {definition.Name} has {cells.Length} cells, not {definition.Columns.Count}.");
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is "")
                cells[i] = null;
            CellRules.Check(definition, i, cells[i]);
        }

        _rows.Add(cells);
    }

    /// <summary>The rows with a value in a column.</summary>
    public IEnumerable<object?[]> Where(string column, object? value)
    {
        var index = definition.IndexOf(column);
        return _rows.Where(r => Equals(r[index], value));
    }

    /// <summary>A cell by its column's name.</summary>
    public object? Value(object?[] row, string column) => row[definition.IndexOf(column)];

    internal void Replace(IEnumerable<object?[]> rows)
    {
        var copy = rows.ToList();
        _rows.Clear();
        _rows.AddRange(copy);
    }
}
