using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A package's rows by the names of table and column; a table that is not there has none.</summary>
internal sealed class Tables(MsiDatabase database)
{
    public MsiDatabase Database => database;

    public IEnumerable<Row> Rows(string table) =>
        database.Tables.TryGetValue(table, out var found) ? found.Rows.Select(cells => new Row(found, cells)) : [];

    /// <summary>A folder and those that it is in, as far as the Directory table knows them.</summary>
    public IEnumerable<string> Folders(string? directory)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var folder = directory; folder is not null && seen.Add(folder);
            folder = Rows("Directory").Where(r => r.Text("Directory") == folder).Select(r => r.Text("Directory_Parent")).FirstOrDefault())
            yield return folder;
    }

    /// <summary>The sequence tables that the package has.</summary>
    public IEnumerable<string> Sequences { get; } = database.Tables.Keys.Where(t => t.EndsWith("Sequence", StringComparison.Ordinal));

    /// <summary>An action's number in a sequence table, or null.</summary>
    public int? Number(string sequence, string action) =>
        Rows(sequence).Where(r => r.Text("Action") == action).Select(r => r.Number("Sequence")).FirstOrDefault();
}

/// <summary>A row whose cells are asked for by name.</summary>
internal sealed record Row(MsiTable Table, object?[] Cells)
{
    public string? Text(string column) => Table.Value(Cells, column) as string;

    public int? Number(string column) => Table.Value(Cells, column) as int?;
}
