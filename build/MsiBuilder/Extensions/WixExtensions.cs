using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Extensions.Firewall;
using OmsGateway.MsiBuilder.Extensions.UI;
using OmsGateway.MsiBuilder.Extensions.Util;

namespace OmsGateway.MsiBuilder.Extensions;

/// <summary>The extensions there are. Each costs nothing until something refers to it.</summary>
internal static class WixExtensions
{
    /// <summary>The WiX variable with the DLL that stands in for the toolset's native custom actions.</summary>
    public const string CustomActionsVariable = "MsiBuilderExtensionCustomActions";

    public static IReadOnlyList<IWixExtension> All { get; } = [new FirewallExtension(), new UtilExtension(), new UIExtension()];

    /// <summary>The standard tables and those of the extensions.</summary>
    public static IReadOnlyDictionary<string, TableDefinition> Schema { get; } =
        TableSchema.Standard.Concat(All.SelectMany(e => e.Tables)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
