using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Localization;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>Puts the places, sizes and texts that a .wxl gives into the rows of Dialog and Control.</summary>
internal static class LocalizedControls
{
    // Columns of Control and of Dialog, and how the direction bits of a control differ from those of a dialog.
    private static readonly (int X, int Y, int Width, int Height, int Attributes, int Text) ControlColumns = (3, 4, 5, 6, 7, 9);
    private static readonly (int X, int Y, int Width, int Height, int Attributes, int Text) DialogColumns = (1, 2, 3, 4, 5, 6);
    private const int DialogShift = 2;

    public static TableRow Apply(TableRow row, IEnumerable<LocalizedControl> overrides)
    {
        var isDialog = row.Table == "Dialog";
        if (!isDialog && row.Table != "Control")
            return row;
        var control = isDialog ? null : (string?)row.Cells[1];
        if (overrides.FirstOrDefault(o => o.Dialog == (string?)row.Cells[0] && o.Control == control) is not { } given)
            return row;
        var columns = isDialog ? DialogColumns : ControlColumns;
        var cells = (object?[])row.Cells.Clone();
        cells[columns.X] = given.X ?? cells[columns.X];
        cells[columns.Y] = given.Y ?? cells[columns.Y];
        cells[columns.Width] = given.Width ?? cells[columns.Width];
        cells[columns.Height] = given.Height ?? cells[columns.Height];
        cells[columns.Text] = given.Text ?? cells[columns.Text];
        // A .wxl can set these bits but not clear them, as in the toolset (Resolver.cs).
        cells[columns.Attributes] = (int)cells[columns.Attributes]!
            | (isDialog ? given.Attributes << DialogShift : given.Attributes);
        return row with { Cells = cells };
    }
}
