namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>What a transform does to a row. Its mask says which cells follow: bit n for column n, the key always.</summary>
internal sealed record RowChange(ushort Mask, object?[] Cells)
{
    /// <summary>
    /// The lowest bit would stand for a key column, and so says that all columns follow; their number is in the high
    /// byte.
    /// </summary>
    public const ushort Whole = 1;

    // Microsoft does not describe this form; Wine reads it (dlls/msi/table.c, get_transform_record and table_load_transform).
    public static RowChange Delete(object?[] row) => new(0, row);

    public static RowChange Insert(object?[] row) => new((ushort)(Whole | (row.Length << 8)), row);

    public static RowChange Update(object?[] row, IEnumerable<int> columns) =>
        new((ushort)columns.Aggregate(0, (mask, column) => mask | (1 << column)), row);

    public bool Has(int column, int keyCount) => column < keyCount || (Mask & Whole) != 0 || (Mask & (1 << column)) != 0;
}
