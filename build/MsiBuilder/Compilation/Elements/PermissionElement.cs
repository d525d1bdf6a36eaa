namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>WiX's own <c>PermissionEx</c>: a row of MsiLockPermissionsEx.</summary>
internal static class PermissionElement
{
    public static void Compile(ElementReader e, Scope scope, string table, string lockObject)
    {
        var sddl = e.Required("Sddl");
        var condition = e.Text("Condition");
        var id = e.Identifier("Id") ?? Identifiers.Generate("pme", lockObject, table, sddl);
        scope.Section.Row("MsiLockPermissionsEx", e.Location, id, lockObject, table, sddl, condition);
        e.EndLeaf();
    }
}
