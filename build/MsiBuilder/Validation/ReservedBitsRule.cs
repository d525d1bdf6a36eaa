namespace OmsGateway.MsiBuilder.Validation;

/// <summary>Bits without a meaning are not set. Of controls those that no kind of control has.</summary>
internal sealed class ReservedBitsRule : IValidationRule
{
    // The sum of the constants on Microsoft's page of each table.
    private static readonly (string Table, string Column, int Bits)[] Known =
    [
        ("BBControl", "Attributes", 0x01FF00FF), ("Control", "Attributes", 0x01FF00FF), ("Dialog", "Attributes", 0x000103FF),
        ("Feature", "Attributes", 0x3F), ("File", "Attributes", 0x7607), ("MoveFile", "Options", 0x1), ("RemoveFile", "InstallMode", 0x3),
        ("ServiceControl", "Event", 0xBB), ("ServiceInstall", "ServiceType", 0x133), ("ServiceInstall", "ErrorControl", 0x8003),
        ("TextStyle", "StyleBits", 0xF),
    ];

    public string Ice => "ICE45";

    public IEnumerable<string> Check(Tables tables) =>
        from known in Known
        from row in tables.Rows(known.Table)
        let reserved = (row.Number(known.Column) ?? 0) & ~known.Bits
        where reserved != 0
        select $"{known.Table}.{known.Column} of '{row.Cells[0]}' has the reserved bits 0x{reserved:X}.";
}
