namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>ComboBox</c>, <c>ListBox</c> and <c>ListView</c>: their items are rows of the table of that name.</summary>
internal static class ListElement
{
    public static void Compile(ElementReader e, Scope scope)
    {
        var property = e.Required("Property");
        var order = 0;
        foreach (var child in e.Children())
        {
            if (!child.Is("ListItem"))
            {
                e.Unexpected(child);
                continue;
            }

            var value = child.Required("Value");
            var text = child.Text("Text");
            if (e.Name == "ListView")
            {
                var icon = child.Identifier("Icon");
                scope.Section.Refer(SymbolKind.Binary, icon, child.Location);
                scope.Section.Row(e.Name, child.Location, property, ++order, value, text, icon);
            }
            else
            {
                scope.Section.Row(e.Name, child.Location, property, ++order, value, text);
            }

            child.EndLeaf();
        }

        e.End();
    }
}
