namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Property</c>, with the searches that give it its value.</summary>
internal static class PropertyElement
{
    private static readonly string[] Special = ["SecureCustomProperties", "AdminProperties", "MsiHiddenProperties"];

    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        var value = e.Text("Value", allowEmpty: true);
        var compliance = e.YesNo("ComplianceCheck") ?? false;
        var traits = new PropertyTraits(id, e.YesNo("Admin") ?? false, e.YesNo("Hidden") ?? false, e.YesNo("Secure") ?? false);
        // Only in a merge module are ids renamed, and there are none here.
        _ = e.YesNo("SuppressModularization");
        if (Special.Contains(id))
            e.Conflict($"{id} is made from the attributes of the other properties and cannot be given.");
        // Only public properties can be passed to the elevated part of an installation (Microsoft, "Public Properties").
        if (traits.Secure && id != id.ToUpperInvariant())
            e.Conflict($"The secure property '{id}' must be upper case.");
        // The installer itself shows this dialog; nothing else refers to it.
        if (id == "ErrorDialog")
            scope.Section.Refer(SymbolKind.Dialog, value, e.Location);
        scope.Section.Items.Add(traits);
        scope.Section.Define(SymbolKind.Property, id, e.Location);
        // A row must have a value (Property table), and a property without a row is empty all the same.
        if (!string.IsNullOrEmpty(value))
            scope.Section.Row("Property", e.Location, id, value);
        foreach (var child in e.Children())
        {
            if (SearchElement.TryCompile(child, scope) is { } signature)
            {
                scope.Section.Row("AppSearch", e.Location, id, signature);
                if (compliance)
                    scope.Section.Row("CCPSearch", e.Location, signature);
            }
            else
            {
                scope.CompileForeign(e, child, new(Object: id));
            }
        }

        e.End();
    }
}
