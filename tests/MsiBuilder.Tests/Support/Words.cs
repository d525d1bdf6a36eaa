using System.Xml.Linq;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>
/// The words of the extensions' dialogs and messages, which a package brings: here the product's, for every culture that a
/// test has no words of its own in.
/// </summary>
internal static class Words
{
    private static readonly string[] FirewallWords =
    [
        "msierrFirewallCannotConnect",
        "WixSchedFirewallExceptionsInstall", "WixSchedFirewallExceptionsUninstall",
        "WixExecFirewallExceptionsInstall", "WixExecFirewallExceptionsUninstall",
        "WixRollbackFirewallExceptionsInstall", "WixRollbackFirewallExceptionsUninstall",
    ];

    public static string Path { get; } = WithoutCulture();

    private static string WithoutCulture()
    {
        var strings = XDocument.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "Strings.wxl"));
        strings.Root!.Attribute("Culture")!.Remove();
        // The product makes its firewall rule itself and has no words for the toolset's.
        foreach (var id in FirewallWords)
            strings.Root.Add(new XElement(strings.Root.Name.Namespace + "String", new XAttribute("Id", id), new XAttribute("Value", id)));
        foreach (var text in strings.Root.Elements())
            text.SetAttributeValue("Overridable", "yes");
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "Words.wxl");
        strings.Save(path);
        return path;
    }
}
