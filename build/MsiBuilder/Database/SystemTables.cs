namespace OmsGateway.MsiBuilder.Database;

/// <summary>The two tables that describe the others.</summary>
internal static class SystemTables
{
    public static TableDefinition Tables { get; } = new("_Tables", [new("Name", ColumnKind.String, 64, false, true, false)]);

    public static TableDefinition Columns { get; } = new("_Columns",
    [
        new("Table", ColumnKind.String, 64, false, true, false),
        new("Number", ColumnKind.Short, 2, false, true, false),
        new("Name", ColumnKind.String, 64, false, false, false),
        new("Type", ColumnKind.Short, 2, false, false, false),
    ]);
}
