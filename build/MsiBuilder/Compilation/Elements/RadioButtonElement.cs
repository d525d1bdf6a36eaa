namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>RadioButtonGroup</c>: rows of RadioButton, in order.</summary>
internal static class RadioButtonElement
{
    // msidbControlAttributesBitmap and …Icon: the buttons have no attributes of their own, so their group says that they show pictures.
    private const int Bitmap = 0x40000;
    private const int Icon = 0x80000;

    /// <summary>Compiles a group and gives the attribute that its control needs for buttons with pictures.</summary>
    public static int Compile(ElementReader e, Scope scope, string? ownProperty = null)
    {
        var property = e.Text("Property") ?? ownProperty;
        if (property is null)
            e.Missing("Property");
        scope.Section.Refer(SymbolKind.Property, property, e.Location);
        var (order, kind) = (0, 0);
        foreach (var child in e.Children())
        {
            if (child.Is("RadioButton"))
                kind |= Button(child, scope, property, ++order);
            else
                e.Unexpected(child);
        }

        e.End();
        return kind;
    }

    private static int Button(ElementReader e, Scope scope, string? property, int order)
    {
        var value = e.Required("Value");
        var (x, y) = (e.LocalizableInteger("X", 0, short.MaxValue, true), e.LocalizableInteger("Y", 0, short.MaxValue, true));
        var (width, height) = (e.LocalizableInteger("Width", 0, short.MaxValue, true),
            e.LocalizableInteger("Height", 0, short.MaxValue, true));
        var (bitmap, icon, text) = (e.Identifier("Bitmap"), e.Identifier("Icon"), e.Text("Text"));
        var (toolTip, help) = (e.Text("ToolTip"), e.Text("Help"));
        if (new[] { bitmap, icon, text }.Count(v => v is not null) > 1)
            e.Conflict("RadioButton can have only one of Bitmap, Icon and Text.");
        scope.Section.Refer(SymbolKind.Binary, bitmap ?? icon, e.Location);
        scope.Section.Row(
            // Text and picture share a column; the attributes of the group say which it is (RadioButton table, Text).
            "RadioButton", e.Location, property, order, value, x, y, width, height, text ?? bitmap ?? icon,
            toolTip is null && help is null ? null : $"{toolTip}|{help}");
        e.EndLeaf();
        return bitmap is not null ? Bitmap : icon is not null ? Icon : 0;
    }
}
