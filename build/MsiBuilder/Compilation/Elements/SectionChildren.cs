namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>What may stand both in a Package and in a Fragment.</summary>
internal static class SectionChildren
{
    public static bool TryCompile(ElementReader e, Scope scope)
    {
        if (!e.IsWix)
            return false;
        switch (e.Name)
        {
            case "AdminExecuteSequence" or "AdminUISequence" or "AdvertiseExecuteSequence":
            case "InstallExecuteSequence" or "InstallUISequence":
                SequenceElement.Compile(e, scope);
                return true;
            case "Binary" or "Icon":
                BinaryElement.Compile(e, scope);
                return true;
            case "Component":
                ComponentElement.Compile(e, scope, null, null);
                return true;
            case "ComponentGroup":
                ComponentGroupElement.Compile(e, scope);
                return true;
            case "CustomAction":
                CustomActionElement.Compile(e, scope);
                return true;
            case "CustomActionRef" or "PropertyRef" or "UIRef" or "IconRef" or "BinaryRef":
                CompileReference(e, scope);
                return true;
            case "Directory":
                DirectoryElement.Compile(e, scope, null);
                return true;
            case "StandardDirectory" or "DirectoryRef":
                DirectoryElement.CompileReference(e, scope);
                return true;
            case "EnsureTable":
                scope.Section.Items.Add(new EmptyTable(e.Required("Id") ?? ""));
                e.EndLeaf();
                return true;
            case "Feature":
                var display = 0;
                FeatureElement.Compile(e, scope, null, ref display);
                return true;
            case "FeatureGroup":
                FeatureGroupElement.Compile(e, scope);
                return true;
            case "FeatureRef" or "FeatureGroupRef":
                FeatureGroupElement.CompileReference(e, scope, null, null);
                return true;
            case "Launch":
                CompileLaunch(e, scope);
                return true;
            case "Media" or "MediaTemplate":
                MediaElement.Compile(e, scope);
                return true;
            case "Property":
                PropertyElement.Compile(e, scope);
                return true;
            case "SetProperty" or "SetDirectory":
                SetPropertyElement.Compile(e, scope);
                return true;
            case "UI":
                UIElement.Compile(e, scope);
                return true;
            case "Upgrade":
                UpgradeElement.Compile(e, scope);
                return true;
            case "WixVariable":
                CompileVariable(e, scope);
                return true;
            default:
                return false;
        }
    }

    /// <summary>An element that does nothing but refer: <c>XRef</c> to an <c>X</c>.</summary>
    public static void CompileReference(ElementReader e, Scope scope)
    {
        scope.Section.Refer(e.Name[..^3], e.Identifier("Id", required: true), e.Location);
        e.EndLeaf();
    }

    private static void CompileLaunch(ElementReader e, Scope scope)
    {
        scope.Section.Row("LaunchCondition", e.Location, e.Required("Condition"), e.Required("Message"));
        e.EndLeaf();
    }

    private static void CompileVariable(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true);
        var value = e.Required("Value");
        if (id is not null && value is not null)
            scope.Section.Items.Add(new WixVariableItem(e.Location, id, value, e.YesNo("Overridable") ?? false));
        else
            _ = e.YesNo("Overridable");
        e.EndLeaf();
    }
}
