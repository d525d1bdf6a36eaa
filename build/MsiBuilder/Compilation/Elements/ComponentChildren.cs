namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The elements that may stand in a Component.</summary>
internal static class ComponentChildren
{
    public static void Compile(ElementReader parent, ElementReader e, Scope scope, ComponentState component)
    {
        if (!e.IsWix)
        {
            var before = scope.Section.Items.Count;
            scope.CompileForeign(parent, e, component.Context);
            // Registry values of an extension's element may be the key path like any other.
            if (scope.Section.Items.Skip(before).OfType<TableRow>().FirstOrDefault(r => r.Table == "Registry") is { } row)
                component.Offer(e, KeyPathKind.Registry, (string)row.Cells[0]!, null);
            return;
        }

        switch (e.Name)
        {
            case "File":
                FileElement.Compile(e, scope, component);
                break;
            case "CopyFile":
                CopyFileElement.Compile(e, scope, component, null);
                break;
            case "CreateFolder":
                CreateFolderElement.Compile(e, scope, component);
                break;
            case "RemoveFile" or "RemoveFolder":
                RemoveFileElement.Compile(e, scope, component);
                break;
            case "RegistryKey":
                RegistryElement.CompileKey(e, scope, component, null, null);
                break;
            case "RegistryValue":
                RegistryElement.CompileValue(e, scope, component, null, null);
                break;
            case "RemoveRegistryKey" or "RemoveRegistryValue":
                RegistryElement.CompileRemove(e, scope, component);
                break;
            case "Environment":
                EnvironmentElement.Compile(e, scope, component);
                break;
            case "IniFile":
                IniFileElement.Compile(e, scope, component);
                break;
            case "ServiceInstall":
                ServiceInstallElement.Compile(e, scope, component);
                break;
            case "ServiceControl":
                ServiceControlElement.Compile(e, scope, component);
                break;
            case "ServiceConfig":
                ServiceConfigElement.Compile(e, scope, component, null);
                break;
            case "ServiceConfigFailureActions":
                ServiceConfigElement.CompileFailureActions(e, scope, component, null);
                break;
            case "Shortcut":
                ShortcutElement.Compile(e, scope, component, $"[{component.Directory}]", null);
                break;
            default:
                parent.Unexpected(e);
                break;
        }
    }
}
