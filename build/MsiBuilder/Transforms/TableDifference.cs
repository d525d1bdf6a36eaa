using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>
/// What has to be done to the rows of one table to get those of another; rows are the same when their keys are.
/// </summary>
internal static class TableDifference
{
    // An update's mask has sixteen bits.
    private const int MaxMaskedColumns = 16;

    public static List<RowChange> Between(MsiTable? before, MsiTable? after)
    {
        var definition = (after ?? before)!.Definition;
        if (before is not null && after is not null && !before.Definition.HasSameColumns(after.Definition))
            throw new TransformException($"The table {definition.Name} has other columns in the two databases.");
        var old = (before?.Rows ?? []).ToDictionary(r => Key(definition, r), StringComparer.Ordinal);
        var changes = new List<RowChange>();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in after?.Rows ?? [])
        {
            var key = Key(definition, row);
            kept.Add(key);
            if (!old.TryGetValue(key, out var oldRow))
            {
                changes.Add(RowChange.Insert(row));
                continue;
            }

            var changed = Enumerable.Range(0, row.Length).Where(i => !AreEqual(row[i], oldRow[i])).ToList();
            if (changed.Count > 0)
                // A whole row replaces an existing one with its key (Wine, dlls/msi/table.c, table_load_transform).
                changes.Add(row.Length > MaxMaskedColumns ? RowChange.Insert(row) : RowChange.Update(row, changed));
        }

        var removed = old.Where(r => !kept.Contains(r.Key)).Select(r => RowChange.Delete(r.Value));
        return [.. removed, .. changes];
    }

    public static string Key(TableDefinition definition, object?[] row) => string.Join('\0', row.Take(definition.KeyCount));

    private static bool AreEqual(object? x, object? y) => x is StreamContent a && y is StreamContent b
        ? a.Length == b.Length && a.ToArray().AsSpan().SequenceEqual(b.ToArray())
        : Equals(x, y);
}
