using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;
using OmsGateway.MsiBuilder.Linking;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>The properties that list others: AdminProperties, SecureCustomProperties, MsiHiddenProperties.</summary>
internal static class SpecialProperties
{
    public static IEnumerable<(string Name, string Value)> Of(LinkedPackage package)
    {
        var traits = package.All<PropertyTraits>().ToList();
        var secure = traits.Where(t => t.Secure).Select(t => t.Id)
            // What FindRelatedProducts found has to reach the elevated part of the installation.
            .Concat(package.Rows("Upgrade").Select(r => (string)r.Cells[6]!));
        var hidden = traits.Where(t => t.Hidden).Select(t => t.Id)
            // A deferred action gets its data in a property of its own name.
            .Concat(package.Rows("CustomAction").Where(IsHiddenInScript).Select(r => (string)r.Cells[0]!));
        (string Name, IEnumerable<string> Ids)[] lists =
        [
            ("AdminProperties", traits.Where(t => t.Admin).Select(t => t.Id)),
            ("SecureCustomProperties", secure),
            ("MsiHiddenProperties", hidden),
        ];
        return lists
            // The toolset sorts them by the machine's culture (CreateSpecialPropertiesCommand.cs); ordinal order is the same on every machine.
            .Select(l => (l.Name, Value: string.Join(';', l.Ids.Distinct().Order(StringComparer.Ordinal))))
            .Where(l => l.Value.Length > 0);
    }

    private static bool IsHiddenInScript(TableRow row) =>
        row.Cells[1] is int type && (type & CustomActionElement.HideTarget) != 0 && (type & CustomActionElement.InScript) != 0;
}
