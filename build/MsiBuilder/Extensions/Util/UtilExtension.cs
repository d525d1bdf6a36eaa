using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Extensions.Util;

/// <summary>The part of the Util extension that services need: ServiceConfig, EventSource and PermissionEx.</summary>
internal sealed class UtilExtension : IWixExtension
{
    public string Namespace => WixNamespaces.Util;

    public IReadOnlyDictionary<string, TableDefinition> Tables { get; } = TableSchema.Load("Extensions/Util/Tables.txt");

    public IReadOnlyList<string> Sources => ["Extensions/Util/ServiceConfig.wxs", "Extensions/Util/SecureObjects.wxs"];

    public bool TryCompile(ElementReader parent, ElementReader element, ElementContext context, Scope scope)
    {
        switch (element.Name)
        {
            case "ServiceConfig" when context.Component is not null && parent.Name is "Component" or "ServiceInstall":
                ServiceConfigElement.Compile(element, scope, context.Component!, context.ServiceName);
                return true;
            case "EventSource" when parent.Name == "Component":
                EventSourceElement.Compile(element, scope, context.Component!, context.Seed!);
                return true;
            case "PermissionEx" when context.Object is not null && PermissionExElement.TableOf(parent.Name) is { } table:
                PermissionExElement.Compile(element, scope, table, context.Object, context.Component!);
                return true;
            default:
                return false;
        }
    }
}
