namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>ServiceInstall</c> and <c>ServiceDependency</c>.</summary>
internal static class ServiceInstallElement
{
    // SERVICE_INTERACTIVE_PROCESS, and msidbServiceInstallErrorControlVital: an installation without the service fails.
    private const int Interactive = 0x100;
    private const int Vital = 0x8000;

    public static void Compile(ElementReader e, Scope scope, ComponentState component)
    {
        var name = e.Required("Name") ?? "";
        var id = e.Identifier("Id") ?? Identifiers.FromName(name);
        var type = (Required(e, "Type", ("ownProcess", 0x10), ("shareProcess", 0x20)) ?? 0)
            | (e.YesNo("Interactive") == true ? Interactive : 0);
        var start = Required(e, "Start", ("boot", 0), ("system", 1), ("auto", 2), ("demand", 3), ("disabled", 4));
        var errorControl = (Required(e, "ErrorControl", ("ignore", 0), ("normal", 1), ("critical", 3)) ?? 0)
            | (e.YesNo("Vital") == true ? Vital : 0);
        var description = e.Text("Description");
        if (e.YesNo("EraseDescription") == true)
        {
            if (description is not null)
                e.Conflict("ServiceInstall cannot have both Description and EraseDescription.");
            // An empty cell would leave the description as it is.
            description = "[~]";
        }

        var dependencies = "";
        var displayName = e.Text("DisplayName");
        var (group, account) = (e.Text("LoadOrderGroup"), e.Text("Account"));
        var (password, arguments) = (e.Text("Password"), e.Text("Arguments"));
        foreach (var child in e.Children())
        {
            if (child.Is("ServiceDependency"))
                dependencies += Dependency(child) + "[~]";
            else if (child.Is("ServiceConfig"))
                ServiceConfigElement.Compile(child, scope, component, name);
            else if (child.Is("ServiceConfigFailureActions"))
                ServiceConfigElement.CompileFailureActions(child, scope, component, name);
            else if (child.Is("PermissionEx"))
                PermissionElement.Compile(child, scope, "ServiceInstall", id);
            else
                scope.CompileForeign(e, child, component.Context with { ServiceName = name, Object = id });
        }

        scope.Section.Row(
            "ServiceInstall", e.Location, id, name, displayName, type, start ?? 0, errorControl, group,
            // Names end with [~], and the list with one more (ServiceInstall table, Dependencies).
            dependencies.Length == 0 ? null : dependencies + "[~]", account, password, arguments, component.Id, description);
        e.End();
    }

    private static int? Required(ElementReader e, string attribute, params (string, int)[] choices)
    {
        if (!e.Has(attribute))
            e.Missing(attribute);
        return e.Choice(attribute, choices);
    }

    private static string Dependency(ElementReader e)
    {
        // A + in front says that the dependency is a load order group.
        var prefix = e.YesNo("Group") == true ? "+" : "";
        var id = e.Required("Id");
        e.EndLeaf();
        return prefix + id;
    }
}
