namespace OmsGateway.MsiBuilder.Database;

/// <summary>Fills <c>_Validation</c>, from which validators such as msival2 learn what the other tables may hold.</summary>
internal static class ValidationTable
{
    public static void Fill(MsiDatabase database)
    {
        var table = database.Table(TableSchema.Standard["_Validation"]);
        foreach (var definition in database.Tables.Values.Select(t => t.Definition).ToList())
        {
            foreach (var column in definition.Columns)
            {
                var v = column.Validation;
                table.Add(definition.Name, column.Name, column.Nullable ? "Y" : "N", v.Min, v.Max, v.KeyTable, v.KeyColumn,
                    v.Category, v.Set, null);
            }
        }
    }
}
