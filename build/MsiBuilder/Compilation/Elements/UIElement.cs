namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>UI</c>: dialogs, texts and what connects them.</summary>
internal static class UIElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        scope.Section.Define(SymbolKind.UI, e.Identifier("Id"), e.Location);
        foreach (var child in e.Children())
        {
            if (!TryCompile(child, scope))
                scope.CompileForeign(e, child, new());
        }

        e.End();
    }

    private static bool TryCompile(ElementReader e, Scope scope)
    {
        if (!e.IsWix)
            return false;
        switch (e.Name)
        {
            case "Dialog":
                DialogElement.Compile(e, scope);
                return true;
            case "DialogRef" or "UIRef" or "PropertyRef" or "TextStyleRef":
                SectionChildren.CompileReference(e, scope);
                return true;
            case "Publish":
                // Outside of a control nothing says which events belong together, so each begins anew unless it names its Order.
                var order = 0;
                PublishElement.Compile(e, scope, null, null, ref order);
                return true;
            case "TextStyle":
                CompileTextStyle(e, scope);
                return true;
            case "UIText":
                scope.Section.Row("UIText", e.Location, e.Required("Id"), e.Text("Value"));
                e.EndLeaf();
                return true;
            case "Error":
                CompileError(e, scope);
                return true;
            case "ProgressText":
                scope.Section.Row("ActionText", e.Location, e.Required("Action"), e.Text("Message"), e.Text("Template"));
                e.EndLeaf();
                return true;
            case "RadioButtonGroup":
                RadioButtonElement.Compile(e, scope);
                return true;
            case "ComboBox" or "ListBox" or "ListView":
                ListElement.Compile(e, scope);
                return true;
            case "AdminUISequence" or "InstallUISequence":
                SequenceElement.Compile(e, scope);
                return true;
            case "Binary":
                BinaryElement.Compile(e, scope);
                return true;
            case "Property":
                PropertyElement.Compile(e, scope);
                return true;
            default:
                return false;
        }
    }

    private static void CompileError(ElementReader e, Scope scope)
    {
        var id = e.LocalizableInteger("Id", 1, short.MaxValue, required: true);
        scope.Section.Row("Error", e.Location, id, e.Required("Message"));
        scope.Section.Define(SymbolKind.Error, id?.ToString(), e.Location);
        e.EndLeaf();
    }

    private static void CompileTextStyle(ElementReader e, Scope scope)
    {
        var face = e.Required("FaceName");
        var size = e.LocalizableInteger("Size", 0, short.MaxValue, required: true);
        var red = e.Integer("Red", 0, byte.MaxValue);
        var green = e.Integer("Green", 0, byte.MaxValue);
        var blue = e.Integer("Blue", 0, byte.MaxValue);
        // msidbTextStyleStyleBits… (TextStyle table, StyleBits).
        var bits = (e.YesNo("Bold") == true ? 1 : 0)
            | (e.YesNo("Italic") == true ? 2 : 0)
            | (e.YesNo("Underline") == true ? 4 : 0)
            | (e.YesNo("Strike") == true ? 8 : 0);
        // Blue is the highest byte (TextStyle table, Color).
        int? color = red is null && green is null && blue is null ? null : (red ?? 0) | ((green ?? 0) << 8) | ((blue ?? 0) << 16);
        var id = e.Identifier("Id", required: true);
        scope.Section.Row("TextStyle", e.Location, id, face, size, color, bits == 0 ? null : bits);
        scope.Section.Define(SymbolKind.TextStyle, id, e.Location);
        e.EndLeaf();
    }
}
