namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The elements that may stand in a Control.</summary>
internal static class ControlChildren
{
    private const int AttributesColumn = 7;
    private const int TextColumn = 9;

    public static void Compile(ElementReader e, Scope scope, string dialog, string control, string? property, object?[] row)
    {
        var order = 0;
        foreach (var child in e.Children())
        {
            switch (child.IsWix ? child.Name : "")
            {
                case "Publish":
                    PublishElement.Compile(child, scope, dialog, control, ref order);
                    break;
                case "Subscribe":
                    scope.Section.Row("EventMapping", child.Location, dialog, control, child.Required("Event"),
                        child.Required("Attribute"));
                    child.EndLeaf();
                    break;
                case "Text":
                    row[TextColumn] = child.Has("SourceFile")
                        ? new FileText(child.Required("SourceFile") ?? "") : child.Required("Value");
                    if (child.Has("SourceFile") && child.Has("Value"))
                        child.Conflict("Text cannot have both SourceFile and Value.");
                    child.EndLeaf();
                    break;
                case "RadioButtonGroup":
                    row[AttributesColumn] = (int)row[AttributesColumn]! | RadioButtonElement.Compile(child, scope, property);
                    break;
                case "ComboBox" or "ListBox" or "ListView":
                    ListElement.Compile(child, scope);
                    break;
                case "Binary":
                    BinaryElement.Compile(child, scope);
                    break;
                case "Property":
                    PropertyElement.Compile(child, scope);
                    break;
                default:
                    scope.CompileForeign(e, child, new(Object: control));
                    break;
            }
        }
    }
}
