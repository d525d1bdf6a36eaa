using System.Globalization;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>RegistryKey</c>, <c>RegistryValue</c>, <c>RemoveRegistryKey</c> and <c>RemoveRegistryValue</c>.</summary>
internal static class RegistryElement
{
    public static void CompileKey(ElementReader e, Scope scope, ComponentState component, int? root, string? parentKey)
    {
        root = Root(e, root);
        var key = Join(parentKey, e.Required("Key"));
        var create = e.YesNo("ForceCreateOnInstall") ?? false;
        var delete = e.YesNo("ForceDeleteOnUninstall") ?? false;
        // Names of rows without a value: + makes the key, - deletes it at uninstall with all in it, * is both (Registry table, Name).
        var name = (create, delete) switch
        {
            (true, true) => "*",
            (true, false) => "+",
            (false, true) => "-",
            _ => null,
        };
        var id = e.Identifier("Id");
        if (id is not null && name is null)
            e.Conflict("RegistryKey/@Id needs ForceCreateOnInstall or ForceDeleteOnUninstall.");
        id ??= Id(component.Seed, root, key, name);
        if (name is not null)
            scope.Section.Row("Registry", e.Location, id, root, key, name, null, component.Id);
        foreach (var child in e.Children())
        {
            if (child.Is("RegistryKey"))
                CompileKey(child, scope, component, root, key);
            else if (child.Is("RegistryValue"))
                CompileValue(child, scope, component, root, key);
            else if (child.Is("PermissionEx") && name is not null)
                PermissionElement.Compile(child, scope, "Registry", id);
            else
                scope.CompileForeign(e, child,
                    component.Context with { Registry = name is null ? null : id, Object = name is null ? null : id });
        }

        e.End();
    }

    public static void CompileValue(ElementReader e, Scope scope, ComponentState component, int? root, string? parentKey)
    {
        root = Root(e, root);
        var key = parentKey is null ? e.Required("Key") : Join(parentKey, e.Text("Key"));
        var name = e.Text("Name");
        var id = e.Identifier("Id") ?? Id(component.Seed, root, key, name);
        var type = e.Word("Type", "string", "integer", "binary", "expandable", "multiString") ?? "string";
        var action = e.Word("Action", "write", "append", "prepend") ?? "write";
        if (action != "write" && type != "multiString")
            e.Conflict($"RegistryValue/@Action '{action}' needs Type='multiString'.");
        var isKeyPath = e.YesNo("KeyPath");
        var value = e.Text("Value", allowEmpty: true);
        foreach (var child in e.Children())
        {
            if (child.Is("MultiString") || child.Is("MultiStringValue"))
            {
                var item = child.Required("Value");
                // [~] becomes the null character that separates the texts (Registry table, Value).
                value = value is null ? item : $"{value}[~]{item}";
                child.EndLeaf();
            }
            else if (child.Is("PermissionEx"))
            {
                PermissionElement.Compile(child, scope, "Registry", id);
            }
            else
            {
                scope.CompileForeign(e, child, component.Context with { Registry = id, Object = id });
            }
        }

        if (value is null && type != "binary")
            e.Missing("Value");
        scope.Section.Row("Registry", e.Location, id, root, key, name, RegistryValues.Encode(type, action, value), component.Id);
        component.Offer(e, KeyPathKind.Registry, id, isKeyPath);
        e.End();
    }

    public static void CompileRemove(ElementReader e, Scope scope, ComponentState component)
    {
        var wholeKey = e.Name == "RemoveRegistryKey";
        var root = Root(e, null);
        var key = e.Required("Key");
        var name = wholeKey ? "-" : e.Text("Name");
        var id = e.Identifier("Id") ?? Id(component.Seed, root, key, name);
        var action = wholeKey ? e.Word("Action", "removeOnInstall", "removeOnUninstall") : "removeOnInstall";
        if (action is null && !e.Has("Action"))
            e.Missing("Action");
        // What is to go at uninstall is a Registry row with a name of "-", which removes the key and sets nothing.
        if (action == "removeOnUninstall")
            scope.Section.Row("Registry", e.Location, id, root, key, name, null, component.Id);
        else
            scope.Section.Row("RemoveRegistry", e.Location, id, root, key, name, component.Id);
        e.EndLeaf();
    }

    // The toolset hashes key and name in lower case (Compiler_Package.cs, LowercaseOrNull), as case means nothing to the registry.
    public static string Id(string component, int? root, string? key, string? name) => Identifiers.Generate(
        "reg", component, (root ?? 0).ToString(CultureInfo.InvariantCulture), key?.ToLowerInvariant(), name?.ToLowerInvariant());

    private static int? Root(ElementReader e, int? inherited)
    {
        var own = RegistryRoot.Read(e, allowMachineOrUser: true);
        if (own is not null && inherited is not null)
            e.Conflict($"{e.Name}/@Root is given by the RegistryKey around it.");
        if (own is null && inherited is null && !e.Has("Root"))
            e.Missing("Root");
        return inherited ?? own;
    }

    private static string? Join(string? parent, string? key) =>
        parent is null ? key : key is null ? parent : parent.EndsWith('\\') ? parent + key : $"{parent}\\{key}";
}
