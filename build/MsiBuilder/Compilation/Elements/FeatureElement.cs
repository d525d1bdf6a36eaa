using System.Globalization;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Feature</c>: a row of Feature, what belongs to it, and its levels (Condition table).</summary>
internal static class FeatureElement
{
    // msidbFeatureAttributes… (Feature table, Attributes).
    private const int FavorSource = 1;
    private const int FollowParent = 2;
    private const int FavorAdvertise = 4;
    private const int DisallowAdvertise = 8;
    private const int DisallowAbsent = 16;
    // The width of the column Feature, which the toolset checks too (Compiler.cs, ParseFeatureElement).
    private const int MaxIdLength = 38;

    public static void Compile(ElementReader e, Scope scope, string? parent, ref int lastDisplay)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        if (id.Length > MaxIdLength)
            e.Conflict($"Feature/@Id '{id}' is longer than {MaxIdLength} characters.");
        var attributes = (e.YesNo("AllowAbsent") == false ? DisallowAbsent : 0)
            | (e.YesNo("AllowAdvertise") == false ? DisallowAdvertise : 0)
            | (e.Choice("InstallDefault", ("local", 0), ("source", FavorSource), ("followParent", FollowParent)) ?? 0)
            | (e.Choice("TypicalDefault", ("install", 0), ("advertise", FavorAdvertise)) ?? 0);
        // In a fragment a reference may still give the feature a parent.
        if (parent is null && scope.Section.IsPackage && (attributes & FollowParent) != 0)
            e.Diagnostics.Error(e.Location, DiagnosticCode.RootFeatureFollowsParent,
                $"Feature/@InstallDefault of '{id}' cannot be followParent: the feature has no parent.");
        var directory = e.Identifier("ConfigurableDirectory");
        scope.Section.Refer(SymbolKind.Directory, directory, e.Location);
        // The user sets it in the dialogs, and only public properties reach the part that installs (Microsoft, "Public Properties").
        if (directory is not null && directory != directory.ToUpperInvariant())
            e.Conflict($"Feature/@ConfigurableDirectory '{directory}' must be upper case.");
        scope.Section.Items.Add(new FeatureItem(
            e.Location, id, e.Text("Title"), e.Text("Description"), Display(e, ref lastDisplay),
            // 1 is the default of INSTALLLEVEL, at which every such feature is installed (Microsoft, "INSTALLLEVEL property").
            e.Integer("Level", 0, short.MaxValue) ?? 1, directory, attributes));
        scope.Section.Define(SymbolKind.Feature, id, e.Location);
        if (parent is not null)
            scope.Section.Items.Add(new Membership(e.Location, SymbolKind.Feature, parent, SymbolKind.Feature, id));

        var childDisplay = 0;
        foreach (var child in e.Children())
        {
            if (child.Is("Feature"))
                Compile(child, scope, id, ref childDisplay);
            else if (child.Is("Component"))
                ComponentElement.Compile(child, scope, (SymbolKind.Feature, id), null);
            else if (child.Is("FeatureRef") || child.Is("FeatureGroupRef"))
                FeatureGroupElement.CompileReference(child, scope, SymbolKind.Feature, id);
            else if (child.Is("Level"))
                CompileLevel(child, scope, id);
            else if (!ComponentGroupElement.TryCompileReference(child, scope, SymbolKind.Feature, id))
                scope.CompileForeign(e, child, new());
        }

        e.End();
    }

    /// <summary>Siblings are numbered upward; an even number is shown collapsed, an odd one expanded, 0 not at all.</summary>
    private static int Display(ElementReader e, ref int last)
    {
        var text = e.Text("Display") ?? "collapse";
        switch (text)
        {
            case "hidden":
                return 0;
            case "collapse":
                return last = (last | 1) + 1;
            case "expand":
                return last = (last + 1) | 1;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return last = number == 0 ? last : number;
        _ = e.Word("Display", "collapse", "expand", "hidden", "a number");
        return 0;
    }

    private static void CompileLevel(ElementReader e, Scope scope, string feature)
    {
        var level = e.Integer("Value", 0, short.MaxValue);
        if (level is null)
            e.Missing("Value");
        scope.Section.Row("Condition", e.Location, feature, level ?? 0, e.Required("Condition"));
        e.EndLeaf();
    }
}
