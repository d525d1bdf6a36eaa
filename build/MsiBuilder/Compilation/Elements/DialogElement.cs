namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>
/// <c>Dialog</c>: its controls are linked to each other in the order of the Tab key, which is that of the source.
/// </summary>
internal static class DialogElement
{
    // msidbDialogAttributes… (Microsoft, "Dialog Style Bits").
    private const int Visible = 0x1;
    private const int Modal = 0x2;
    private const int Minimize = 0x4;
    private const int SystemModal = 0x8;
    private const int KeepModeless = 0x10;
    private const int TrackDiskSpace = 0x20;
    private const int CustomPalette = 0x40;
    private const int RightToLeft = 0x80;
    private const int RightAligned = 0x100;
    private const int LeftScroll = 0x200;
    private const int Error = 0x10000;
    // HCentering and VCentering are percentages of the screen (Dialog table).
    private const int Centre = 50;

    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        // The first three take a bit away that a dialog has otherwise.
        var attributes = Bit(e, "Hidden", 0, Visible)
            | Bit(e, "Modeless", 0, Modal)
            | Bit(e, "NoMinimize", 0, Minimize)
            | Bit(e, "SystemModal", SystemModal)
            | Bit(e, "KeepModeless", KeepModeless)
            | Bit(e, "TrackDiskSpace", TrackDiskSpace)
            | Bit(e, "CustomPalette", CustomPalette)
            | Bit(e, "RightToLeft", RightToLeft)
            | Bit(e, "RightAligned", RightAligned)
            | Bit(e, "LeftScroll", LeftScroll)
            | Bit(e, "ErrorDialog", Error);
        var x = e.Integer("X", 0, 100) ?? Centre;
        var y = e.Integer("Y", 0, 100) ?? Centre;
        var width = e.LocalizableInteger("Width", 0, short.MaxValue, required: true);
        var height = e.LocalizableInteger("Height", 0, short.MaxValue, required: true);
        var title = e.Text("Title");
        var state = new DialogState(id, (attributes & TrackDiskSpace) != 0);
        foreach (var child in e.Children())
        {
            if (child.Is("Control"))
                ControlElement.Compile(child, scope, state);
            else
                scope.CompileForeign(e, child, new(Object: id));
        }

        state.LinkTabOrder();
        // Control_First must have a value (Dialog table).
        if (state.First is null)
            e.Conflict($"The dialog '{id}' has no control that the Tab key can reach.");
        scope.Section.Row("Dialog", e.Location, id, x, y, width, height, attributes, title, state.First, state.Default,
            state.Cancel);
        // The toolset has this table in every package with a dialog (CreateWindowsInstallerDataFromIRCommand.cs, AddDialogSymbol).
        scope.Section.Items.Add(new EmptyTable("ListBox"));
        scope.Section.Define(SymbolKind.Dialog, id, e.Location);
        e.End();
    }

    private static int Bit(ElementReader e, string attribute, int whenYes, int otherwise = 0) => e.YesNo(attribute) == true
        ? whenYes : otherwise;
}
