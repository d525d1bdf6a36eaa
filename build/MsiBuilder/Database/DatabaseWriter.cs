using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>Turns a database into the streams of a compound file.</summary>
internal sealed class DatabaseWriter
{
    private readonly MsiDatabase _database;
    private readonly StringPool _pool;
    private readonly CompoundStorage _storage = new() { ClassId = MsiDatabase.ClassId };

    private DatabaseWriter(MsiDatabase database)
    {
        _database = database;
        _pool = new StringPool(database.Codepage);
    }

    public static CompoundStorage ToStorage(MsiDatabase database) => new DatabaseWriter(database).Build();

    private CompoundStorage Build()
    {
        var tables = new List<MsiTable> { DescribeTables(), DescribeColumns() };
        tables.AddRange(_database.Tables.Values);
        // Every string has to be in the pool first: their number decides how wide a reference is.
        foreach (var table in tables)
            Register(table);
        // A table without rows needs no stream: _Tables and _Columns say that it exists.
        foreach (var table in tables.Where(t => t.Rows.Count > 0))
            WriteTable(table);
        var (pool, data) = _pool.ToStreams();
        AddStream(StreamName.Encode("_StringPool", isTable: true), StreamContent.Of(pool));
        AddStream(StreamName.Encode("_StringData", isTable: true), StreamContent.Of(data));
        foreach (var (name, content) in _database.Streams)
            AddStream(StreamName.Encode(name), content);
        foreach (var (name, storage) in _database.Storages)
            _storage.Storages.Add(name, storage);
        // Not encoded: it is the name under which every program looks for this property set.
        AddStream(SummaryInformation.StreamName, StreamContent.Of(PropertySet.Write(_database.Summary)));
        return _storage;
    }

    private MsiTable DescribeTables()
    {
        var table = new MsiTable(SystemTables.Tables);
        // _Tables and _Columns are in neither of the two: every reader knows them (SystemTables).
        foreach (var name in _database.Tables.Keys)
            table.Add(name);
        return table;
    }

    private MsiTable DescribeColumns()
    {
        var table = new MsiTable(SystemTables.Columns);
        foreach (var definition in _database.Tables.Values.Select(t => t.Definition))
        {
            for (var i = 0; i < definition.Columns.Count; i++)
                table.Add(definition.Name, i + 1, definition.Columns[i].Name, definition.Columns[i].TypeWord);
        }

        return table;
    }

    private void Register(MsiTable table)
    {
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (table.Definition.Columns[i].Kind == ColumnKind.String)
                    _pool.Add((string?)row[i]);
                else if (row[i] is StreamContent content)
                    AddStream(StreamName.Encode(StreamName.OfRow(table.Definition, row)), content);
            }
        }
    }

    private void WriteTable(MsiTable table)
    {
        var columns = table.Definition.Columns;
        var rows = table.Rows
            .Select(row => row.Select((cell, i) => CellCodec.Encode(columns[i], cell, _pool.IdOf)).ToArray())
            .ToList();
        var byKey = Comparer<uint[]>.Create(
            (x, y) => x.AsSpan(0, table.Definition.KeyCount).SequenceCompareTo(y.AsSpan(0, table.Definition.KeyCount)));
        // The installer finds rows by bisecting the stored key.
        rows.Sort(byKey);
        for (var i = 1; i < rows.Count; i++)
        {
            if (byKey.Compare(rows[i - 1], rows[i]) == 0)
                throw new MsiDatabaseException(
                    $"Two rows of {table.Definition.Name} have the key {KeyText(table, rows[i], columns)}.");
        }

        var bytes = new byte[rows.Count * columns.Sum(c => CellCodec.Size(c, _pool.ReferenceSize))];
        var offset = 0;
        // Column after column, as the installer stores a table.
        for (var column = 0; column < columns.Count; column++)
        {
            var size = CellCodec.Size(columns[column], _pool.ReferenceSize);
            foreach (var row in rows)
            {
                CellCodec.Write(bytes.AsSpan(offset), size, row[column]);
                offset += size;
            }
        }

        AddStream(StreamName.Encode(table.Definition.Name, isTable: true), StreamContent.Of(bytes));
    }

    private string KeyText(MsiTable table, uint[] raw, IReadOnlyList<ColumnDefinition> columns)
    {
        var row = table.Rows.First(r => Enumerable.Range(0, table.Definition.KeyCount)
            .All(i => CellCodec.Encode(columns[i], r[i], _pool.IdOf) == raw[i]));
        return string.Join('/', row.Take(table.Definition.KeyCount));
    }

    private void AddStream(string name, StreamContent content)
    {
        if (!_storage.Streams.TryAdd(name, content))
            throw new MsiDatabaseException($"There are two streams named '{StreamName.Decode(name, out _)}'.");
    }
}
