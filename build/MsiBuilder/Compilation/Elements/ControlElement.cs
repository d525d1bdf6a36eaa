using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Control</c>: a row of Control, and the conditions, events and lists written inside it.</summary>
internal static class ControlElement
{
    private const int Visible = 0x1;
    private const int Enabled = 0x2;
    // msidbControlAttributes… (Microsoft, "Control Attributes"); from bit 16 on they differ from type to type (ControlType).
    private static readonly (string Name, int Bit)[] CommonBits =
        [("Sunken", 0x4), ("Indirect", 0x8), ("Integer", 0x10), ("RightToLeft", 0x20), ("RightAligned", 0x40),
            ("LeftScroll", 0x80)];

    private static readonly string[] Conditions = ["Default", "Enable", "Disable", "Hide", "Show"];

    public static void Compile(ElementReader e, Scope scope, DialogState dialog)
    {
        // The toolset takes an attribute of Control that it does not know for one of the control's yes/no attributes.
        if (e.DeclaresNamespace)
            e.Diagnostics.Error(e.Location, DiagnosticCode.InvalidYesNo,
                "The toolset refuses a Control straight out of a foreach (xmlns is no yes/no value): write it out, or include a file.");
        var typeName = e.Required("Type") ?? "Text";
        if (!ControlType.All.TryGetValue(typeName, out var type))
        {
            e.Diagnostics.Error(e.Location, DiagnosticCode.InvalidValue,
                $"Control/@Type '{typeName}' must be one of: {string.Join(", ", ControlType.All.Keys)}.");
            return;
        }

        var (x, y) = (e.LocalizableInteger("X", 0, short.MaxValue, true), e.LocalizableInteger("Y", 0, short.MaxValue, true));
        var (width, height) = (e.LocalizableInteger("Width", 0, short.MaxValue, true),
            e.LocalizableInteger("Height", 0, short.MaxValue, true));
        // Height before width, as the toolset hashes them (Compiler_UI.cs, ParseControlElement).
        var id = e.Identifier("Id")
            ?? Identifiers.Generate("ctl", dialog.Id, x?.ToString(), y?.ToString(), height?.ToString(), width?.ToString());
        var attributes = Attributes(e, type);
        var property = Property(e, scope, typeName);
        var (toolTip, help) = (e.Text("ToolTip"), e.Text("Help"));
        // One column for both, with a bar between (Control table, Help).
        var hint = toolTip is null && help is null ? null : $"{toolTip}|{help}";
        object? text = e.Text("Text");
        // The toolset adds this space (CreateWindowsInstallerDataFromIRCommand.cs, AddControlSymbol); only the outer brackets matter to it.
        if (dialog.TrackDiskSpace && typeName == "Text" && text is string t && (attributes & type.BitOf("FormatSize")) == 0
            && t.StartsWith('[') && t.EndsWith(']'))
            text = t + " ";
        var row = new object?[] { dialog.Id, id, typeName, x, y, width, height, attributes, property, text, null, hint };
        if (!(e.YesNo("TabSkip") ?? !type.Tabbable))
            dialog.AddTabStop(row);
        if (e.YesNo("Default") == true)
            dialog.Default = id;
        if (e.YesNo("Cancel") == true)
            dialog.Cancel = id;
        foreach (var action in Conditions)
        {
            if (e.Text(action + "Condition") is { } condition)
                scope.Section.Row("ControlCondition", e.Location, dialog.Id, id, action, condition);
        }

        scope.Section.Items.Add(new TableRow("Control", e.Location, row));
        // A picture's text is a key of Binary, unless it is a property in brackets, whose value is known at run time only.
        if (typeName is "Bitmap" or "Icon" && text is string binary && Identifiers.IsValid(binary))
            scope.Section.Refer(SymbolKind.Binary, binary, e.Location);
        // The toolset has the table for every such control, even without a billboard (Compiler_UI.cs, ParseControlElement).
        if (typeName == "Billboard")
            scope.Section.Items.Add(new EmptyTable("Billboard"));
        ControlChildren.Compile(e, scope, dialog.Id, id, property, row);
        e.End();
    }

    private static int Attributes(ElementReader e, ControlType type)
    {
        var bits = (e.YesNo("Hidden") == true ? 0 : Visible) | (e.YesNo("Disabled") ?? type.Disabled ? 0 : Enabled);
        foreach (var (name, bit) in CommonBits)
            bits |= e.YesNo(name) == true ? bit : 0;
        foreach (var name in type.Attributes.OfType<string>().Where(n => n is not ("Icon16" or "Icon32")))
            bits |= e.YesNo(name) == true ? type.BitOf(name) : 0;
        var (small, large) = (type.BitOf("Icon16"), type.BitOf("Icon32"));
        if (small != 0)
            bits |= e.Choice("IconSize", ("16", small), ("32", large), ("48", small | large)) ?? 0;
        return bits;
    }

    private static string? Property(ElementReader e, Scope scope, string type)
    {
        var property = e.Text("Property");
        if (type != "CheckBox")
            return property;
        var reference = e.Text("CheckBoxPropertyRef");
        var value = e.Text("CheckBoxValue");
        if (property is null == reference is null)
            e.Conflict("A CheckBox needs either Property or CheckBoxPropertyRef.");
        if (property is not null)
            scope.Section.Row("CheckBox", e.Location, property, value);
        else
            scope.Section.Refer(SymbolKind.Property, reference, e.Location);
        return property ?? reference;
    }
}
