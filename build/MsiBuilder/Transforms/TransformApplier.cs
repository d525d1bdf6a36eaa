using System.Buffers.Binary;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>
/// Applies a transform in memory: what the installer makes of a database before it installs in another language.
/// </summary>
public sealed class TransformApplier
{
    private readonly CompoundStorage _transform;
    private readonly StringPoolReader _pool;
    private readonly MsiDatabase _result;

    private TransformApplier(MsiDatabase database, CompoundStorage transform)
    {
        if (transform.ClassId != LanguageTransform.ClassId)
            throw new TransformException("This storage is not a transform.");
        _transform = transform;
        _pool = new StringPoolReader(Stream("_StringPool"), Stream("_StringData"));
        _result = new MsiDatabase { Codepage = _pool.Codepage, Summary = database.Summary };
        foreach (var table in database.Tables.Values)
            _result.Table(table.Definition).Replace(table.Rows.Select(r => (object?[])r.Clone()));
        foreach (var (name, content) in database.Streams)
            _result.Streams.Add(name, content);
    }

    /// <summary>The database after the transform; the given one stays as it is.</summary>
    /// <exception cref="TransformException">The storage is not a transform, or a malformed one.</exception>
    /// <exception cref="MsiDatabaseException">Its string pool is malformed.</exception>
    public static MsiDatabase Apply(MsiDatabase database, CompoundStorage transform)
    {
        var applier = new TransformApplier(database, transform);
        // New tables come first, so that their rows find them; so does Wine (dlls/msi/table.c, msi_table_apply_transform).
        applier.AddTables();
        foreach (var encoded in transform.Streams.Keys)
        {
            var name = StreamName.Decode(encoded, out var isTable);
            if (isTable && name is not ("_StringPool" or "_StringData" or "_Tables" or "_Columns"))
                applier.Change(name);
        }

        return applier._result;
    }

    private void AddTables()
    {
        var columns = Read(SystemTables.Columns)
            .Select(c => (Table: (string?)c.Cells[0] ?? "", Number: (int?)c.Cells[1] ?? 0,
                // Windows Installer seems to leave the numbers of new columns empty (Wine, dlls/msi/table.c): such columns keep their order.
                Column: ColumnDefinition.FromTypeWord((string?)c.Cells[2] ?? "", (int?)c.Cells[3] & 0xFFFF ?? 0)))
            .ToLookup(c => c.Table);
        foreach (var name in Read(SystemTables.Tables).Select(c => (string?)c.Cells[0] ?? ""))
            _result.Table(new TableDefinition(name, [.. columns[name].OrderBy(c => c.Number).Select(c => c.Column)]));
    }

    private void Change(string name)
    {
        if (!_result.Tables.TryGetValue(name, out var table))
            throw new TransformException($"The transform changes the table {name}, which the database does not have.");
        var definition = table.Definition;
        var rows = table.Rows.ToDictionary(r => TableDifference.Key(definition, r), StringComparer.Ordinal);
        foreach (var change in Read(definition))
        {
            var key = TableDifference.Key(definition, change.Cells);
            if (change.Mask == 0)
            {
                rows.Remove(key);
                continue;
            }

            if (!rows.TryGetValue(key, out var row))
                rows.Add(key, row = new object?[definition.Columns.Count]);
            for (var i = 0; i < row.Length; i++)
            {
                if (change.Has(i, definition.KeyCount))
                    row[i] = change.Cells[i];
            }
        }

        table.Replace(rows.Values);
    }

    private List<RowChange> Read(TableDefinition definition)
    {
        var changes = new List<RowChange>();
        var bytes = Stream(definition.Name);
        for (var offset = 0; offset < bytes.Length;)
        {
            var change = new RowChange(BinaryPrimitives.ReadUInt16LittleEndian(Part(bytes, offset, 2)),
                new object?[definition.Columns.Count]);
            offset += 2;
            // An inserted row may have fewer columns than the table has now; those it lacks are empty.
            var whole = (change.Mask & RowChange.Whole) != 0 ? change.Mask >> 8 : definition.Columns.Count;
            for (var i = 0; i < Math.Min(whole, definition.Columns.Count); i++)
            {
                if (!change.Has(i, definition.KeyCount))
                    continue;
                var column = definition.Columns[i];
                var size = CellCodec.Size(column, _pool.ReferenceSize);
                change.Cells[i] = CellCodec.Decode(column, CellCodec.Read(Part(bytes, offset, size), size), _pool);
                offset += size;
                if (column.Kind == ColumnKind.Stream && change.Cells[i] is not null)
                    change.Cells[i] = _transform.Streams.GetValueOrDefault(
                        StreamName.Encode(StreamName.OfRow(definition, change.Cells)));
            }

            changes.Add(change);
        }

        return changes;
    }

    private static ReadOnlySpan<byte> Part(byte[] bytes, int offset, int size) =>
        offset + size <= bytes.Length ? bytes.AsSpan(offset, size) : throw new TransformException("The transform is cut short.");

    private byte[] Stream(string table) =>
        _transform.Streams.TryGetValue(StreamName.Encode(table, isTable: true), out var content) ? content.ToArray() : [];
}
