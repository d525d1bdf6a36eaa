using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Validation;

/// <summary>
/// Holds a package against those rules of Microsoft's ICEs that its tables can answer. The WiX SDK has Windows Installer run them all
/// after binding, with warnings as errors; so here too each is an error. What looks into files (ICE04), into patches, merge modules or
/// COM classes that cannot be authored here, or at what Microsoft calls obsolete (ICE33), is left to them.
/// </summary>
internal static class PackageValidator
{
    private static readonly IValidationRule[] Rules =
    [
        new CellValueRule(), new ForeignKeyRule(), new ComponentCodeRule(), new ButtonEventRule(), new EmptyComponentRule(),
        new RequiredDialogRule(), new FeatureComponentRule(), new TabRingRule(), new ProductPropertyRule(), new StandardOrderRule(),
        new TextStyleRule(), new RadioButtonDefaultRule(), new SummaryRule(), new DialogEventRule(), new FileLanguageRule(),
        new RemoveProductsRule(), new DeferredActionRule(), new SequenceNumberRule(), new ProfileComponentRule(), new ShortcutComponentRule(),
        new ReservedBitsRule(), new MixedComponentRule(), new UpgradeRule(), new ProfileFolderRule(), new CrossReferenceRule(),
        new PlatformRule(), new ShortcutFolderRule(), new DirectoryNameRule(),
    ];

    public static void Check(MsiDatabase database, SourceLocation location, DiagnosticBag diagnostics)
    {
        var tables = new Tables(database);
        foreach (var rule in Rules)
        {
            foreach (var problem in rule.Check(tables))
                diagnostics.Error(location, DiagnosticCode.Validation, $"{rule.Ice}: {problem}");
        }
    }
}
