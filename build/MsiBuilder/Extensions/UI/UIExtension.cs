using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Resources;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Extensions.UI;

/// <summary>The UI extension: <c>ui:WixUI</c> and the dialog set WixUI_InstallDir.</summary>
internal sealed class UIExtension : IWixExtension
{
    public string Namespace => WixNamespaces.UI;

    public IReadOnlyDictionary<string, TableDefinition> Tables { get; } = new Dictionary<string, TableDefinition>();

    public IReadOnlyList<string> Sources { get; } = EmbeddedFiles.Of("Extensions/UI/", ".wxs");

    public IReadOnlyList<string> Localizations { get; } = EmbeddedFiles.Of("Extensions/UI/", ".wxl");

    public bool TryCompile(ElementReader parent, ElementReader element, ElementContext context, Scope scope)
    {
        if (element.Name != "WixUI" || parent.Name is not ("Package" or "Fragment" or "UI"))
            return false;
        var directory = element.Identifier("InstallDirectory");
        // The set for a platform, which here is always x64.
        if (element.Identifier("Id", required: true) is { } id)
            scope.Section.Refer(SymbolKind.UI, $"{id}_X64", element.Location);
        if (directory is not null)
        {
            scope.Section.Define(SymbolKind.Property, "WIXUI_INSTALLDIR", element.Location);
            scope.Section.Row("Property", element.Location, "WIXUI_INSTALLDIR", directory);
        }

        element.EndLeaf();
        return true;
    }
}
