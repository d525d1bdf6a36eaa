using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Extensions.Firewall;

/// <summary>
/// The Firewall extension: <c>fw:FirewallException</c> fills Wix4FirewallException, which two custom actions carry
/// out.
/// </summary>
internal sealed class FirewallExtension : IWixExtension
{
    public string Namespace => WixNamespaces.Firewall;

    public IReadOnlyDictionary<string, TableDefinition> Tables { get; } = TableSchema.Load("Extensions/Firewall/Tables.txt");

    public IReadOnlyList<string> Sources => ["Extensions/Firewall/Firewall.wxs"];

    public bool TryCompile(ElementReader parent, ElementReader element, ElementContext context, Scope scope)
    {
        if (element.Name != "FirewallException" || context.Component is null || context.ServiceName is not null
            || context.Registry is not null)
            return false;
        FirewallExceptionElement.Compile(element, scope, context.Component, context.Seed!, context.File);
        return true;
    }
}
