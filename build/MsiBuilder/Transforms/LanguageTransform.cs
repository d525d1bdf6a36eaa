using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>
/// Makes a transform: a storage with a string pool of its own, in the codepage of the database that it leads to, and a
/// stream of row changes for every table that differs.
/// </summary>
public sealed class LanguageTransform
{
    /// <summary>The class id of a transform's storage, without which the installer does not take it for one.</summary>
    public static Guid ClassId { get; } = new("000C1082-0000-0000-C000-000000000046");

    private readonly CompoundStorage _storage = new() { ClassId = ClassId };
    private readonly StringPool _pool;

    private LanguageTransform(int codepage) => _pool = new StringPool(codepage);

    /// <summary>The transform that makes <paramref name="before"/> the same as <paramref name="after"/>, row by row.</summary>
    /// <exception cref="TransformException">A table has other columns in one than in the other.</exception>
    public static CompoundStorage Create(MsiDatabase before, MsiDatabase after)
    {
        var transform = new LanguageTransform(after.Codepage);
        var differences = before.Tables.Keys.Union(after.Tables.Keys).Order(StringComparer.Ordinal)
            .Select(name => (before.Tables.GetValueOrDefault(name), after.Tables.GetValueOrDefault(name)))
            // A table that the other language lacks loses its rows and stays, empty.
            .Select(t => ((t.Item2 ?? t.Item1)!.Definition, Changes: TableDifference.Between(t.Item1, t.Item2)))
            .Concat(NewTables(before, after))
            .Where(d => d.Changes.Count > 0)
            .ToList();
        // As in a database, the number of strings decides how wide a reference is, so all are counted first.
        foreach (var (definition, changes) in differences)
            transform.Register(definition, changes);
        foreach (var (definition, changes) in differences)
            transform._storage.Streams.Add(StreamName.Encode(definition.Name, isTable: true),
                StreamContent.Of(transform.Encode(definition, changes)));
        var (pool, data) = transform._pool.ToStreams();
        transform._storage.Streams.Add(StreamName.Encode("_StringPool", isTable: true), StreamContent.Of(pool));
        transform._storage.Streams.Add(StreamName.Encode("_StringData", isTable: true), StreamContent.Of(data));
        transform._storage.Streams.Add(SummaryInformation.StreamName,
            StreamContent.Of(PropertySet.Write(TransformSummary.Create(before, after))));
        return transform._storage;
    }

    private static IEnumerable<(TableDefinition Definition, List<RowChange> Changes)> NewTables(MsiDatabase before,
        MsiDatabase after)
    {
        var added = after.Tables.Values.Where(t => !before.Tables.ContainsKey(t.Definition.Name)).Select(
            t => t.Definition).ToList();
        yield return (SystemTables.Tables, [.. added.Select(t => RowChange.Insert([t.Name]))]);
        yield return (SystemTables.Columns,
        [
            .. added.SelectMany(t => t.Columns.Select((c, i) => RowChange.Insert([t.Name, i + 1, c.Name, c.TypeWord]))),
        ]);
    }

    private void Register(TableDefinition definition, List<RowChange> changes)
    {
        foreach (var change in changes)
        {
            foreach (var column in Columns(definition, change))
            {
                if (definition.Columns[column].Kind == ColumnKind.String)
                    _pool.Add((string?)change.Cells[column]);
                // Bytes are a stream of the transform, under the name that they have in a database.
                else if (change.Cells[column] is StreamContent content)
                    _storage.Streams.Add(StreamName.Encode(StreamName.OfRow(definition, change.Cells)), content);
            }
        }
    }

    private byte[] Encode(TableDefinition definition, List<RowChange> changes)
    {
        var stream = new MemoryStream();
        var buffer = new byte[4];
        foreach (var change in changes)
        {
            stream.Write(BitConverter.GetBytes(change.Mask));
            foreach (var column in Columns(definition, change))
            {
                var size = CellCodec.Size(definition.Columns[column], _pool.ReferenceSize);
                CellCodec.Write(buffer, size, CellCodec.Encode(definition.Columns[column], change.Cells[column], _pool.IdOf));
                stream.Write(buffer, 0, size);
            }
        }

        return stream.ToArray();
    }

    private static IEnumerable<int> Columns(TableDefinition definition, RowChange change) =>
        Enumerable.Range(0, definition.Columns.Count).Where(i => change.Has(i, definition.KeyCount));
}
