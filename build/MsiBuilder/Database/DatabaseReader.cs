using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Database;

/// <summary>Reads the tables out of a compound file's streams; what they say is checked before it is believed.</summary>
internal sealed class DatabaseReader
{
    private readonly CompoundStorage _storage;
    private readonly StringPoolReader _pool;
    private readonly MsiDatabase _database = new();

    private DatabaseReader(CompoundStorage storage)
    {
        _storage = storage;
        _pool = new StringPoolReader(Bytes("_StringPool"), Bytes("_StringData"));
        _database.Codepage = _pool.Codepage;
    }

    public static MsiDatabase Read(CompoundStorage storage)
    {
        if (storage.ClassId != MsiDatabase.ClassId)
            throw new MsiDatabaseException("This compound file is not a Windows Installer database.");
        return new DatabaseReader(storage).Build();
    }

    private MsiDatabase Build()
    {
        var columns = ReadRows(SystemTables.Columns)
            .ToLookup(r => (string?)r[0] ?? "",
                r => (Number: (int?)r[1] ?? 0,
                // The word was read as a number with a sign.
                Column: ColumnDefinition.FromTypeWord((string?)r[2] ?? "", (int?)r[3] & 0xFFFF ?? 0)));
        var rowStreams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in ReadRows(SystemTables.Tables).Select(r => (string?)r[0] ?? ""))
        {
            var definition = new TableDefinition(name, [.. columns[name].OrderBy(c => c.Number).Select(c => c.Column)]);
            if (definition.KeyCount == 0 || _database.Tables.ContainsKey(name))
                throw new MsiDatabaseException($"The table {name} has no key, or is there twice.");
            ReadTable(definition, rowStreams);
        }

        foreach (var (encoded, content) in _storage.Streams)
        {
            var name = StreamName.Decode(encoded, out var isTable);
            if (!isTable && name != SummaryInformation.StreamName && !rowStreams.Contains(name))
                _database.Streams.Add(name, content);
        }

        foreach (var (name, storage) in _storage.Storages)
            _database.Storages.Add(name, storage);
        if (_storage.Streams.TryGetValue(SummaryInformation.StreamName, out var summary))
            _database.Summary = PropertySet.Read(summary.ToArray());
        return _database;
    }

    private void ReadTable(TableDefinition definition, HashSet<string> rowStreams)
    {
        var table = _database.Table(definition);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ReadRows(definition))
        {
            if (!keys.Add(string.Join('\0', row.Take(definition.KeyCount))))
                throw new MsiDatabaseException($"Two rows of {definition.Name} have one key.");
            for (var i = 0; i < row.Length; i++)
            {
                if (definition.Columns[i].Kind != ColumnKind.Stream || row[i] is null)
                    continue;
                var name = StreamName.OfRow(definition, row);
                rowStreams.Add(name);
                row[i] = _storage.Streams.GetValueOrDefault(StreamName.Encode(name))
                    ?? throw new MsiDatabaseException($"The stream {name} is missing.");
            }

            table.Add(row);
        }
    }

    private List<object?[]> ReadRows(TableDefinition definition)
    {
        var bytes = Bytes(definition.Name);
        var sizes = definition.Columns.Select(c => CellCodec.Size(c, _pool.ReferenceSize)).ToArray();
        var rowSize = sizes.Sum();
        if (rowSize == 0 || bytes.Length % rowSize != 0)
            throw new MsiDatabaseException($"The data of the table {definition.Name} are not whole rows.");
        var count = bytes.Length / rowSize;
        var rows = Enumerable.Range(0, count).Select(_ => new object?[sizes.Length]).ToList();
        var offset = 0;
        // A table is stored column after column, not row after row.
        for (var column = 0; column < sizes.Length; column++)
        {
            foreach (var row in rows)
            {
                row[column] = CellCodec.Decode(definition.Columns[column], CellCodec.Read(bytes.AsSpan(offset), sizes[column]),
                    _pool);
                offset += sizes[column];
            }
        }

        return rows;
    }

    private byte[] Bytes(string table) =>
        // A table without rows need not have a stream.
        _storage.Streams.TryGetValue(StreamName.Encode(table, isTable: true), out var content) ? content.ToArray() : [];
}
