using OmsGateway.MsiBuilder.Compilation;

namespace OmsGateway.MsiBuilder.Extensions.Firewall;

/// <summary><c>fw:FirewallException</c>, in a component or in a file.</summary>
internal static class FirewallExceptionElement
{
    // The extension's FirewallConstants.cs: IANA's protocol numbers, NET_FW_PROFILE_TYPE2 and NET_FW_RULE_DIRECTION of Windows Firewall.
    private const int IgnoreFailures = 1;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int AllProfiles = int.MaxValue;
    private const int Inbound = 1;
    private const int Outbound = 2;

    public static void Compile(ElementReader e, Scope scope, string component, string seed, string? file)
    {
        var name = e.Required("Name");
        if (file is not null && (e.Has("File") || e.Has("Program")))
            e.Conflict("FirewallException/@File and @Program are given by the File around it.");
        var fileRef = e.Identifier("File");
        var program = e.Text("Program");
        if (fileRef is not null && program is not null)
            e.Conflict("FirewallException cannot have both File and Program.");
        scope.Section.Refer(SymbolKind.File, fileRef, e.Location);
        file ??= fileRef;
        var port = e.Text("Port");
        // A port has no meaning without a protocol; TCP is the extension's default too (FirewallCompiler.cs).
        var protocol = e.Choice("Protocol", ("tcp", Tcp), ("udp", Udp)) ?? (port is null ? null : Tcp);
        var profile = e.Choice("Profile", ("domain", 1), ("private", 2), ("public", 4), ("all", AllProfiles)) ?? AllProfiles;
        var direction = e.YesNo("Outbound") == true ? Outbound : Inbound;
        var attributes = e.YesNo("IgnoreFailure") == true ? IgnoreFailures : 0;
        var addresses = Addresses(e);
        if (file is null && program is null && port is null)
            e.Missing("File, Program or Port");
        // FirewallCompiler.cs hashes the component's id; the seed is that id, or what replaces it until an unnamed component has one.
        var id = e.Identifier("Id") ?? Identifiers.Generate("fex", name, addresses, seed);
        scope.Section.Row(
            "Wix4FirewallException", e.Location, id, name, addresses, port, protocol, file is null ? program : $"[#{file}]",
            attributes, profile, component, e.Text("Description"), direction);
        // The references link Firewall.wxs, so that a package without such an element contains nothing of it.
        foreach (var action in new[] { "Wix4SchedFirewallExceptionsInstall_X64", "Wix4SchedFirewallExceptionsUninstall_X64" })
            scope.Section.Refer(SymbolKind.CustomAction, action, e.Location);
        e.End();
    }

    private static string? Addresses(ElementReader e)
    {
        var scope = e.Word("Scope", "any", "localSubnet");
        var addresses = new List<string?>();
        foreach (var child in e.Children())
        {
            if (child.Name == "RemoteAddress" && child.Namespace == e.Namespace)
            {
                addresses.Add(child.Required("Value"));
                child.EndLeaf();
            }
            else
            {
                e.Unexpected(child);
            }
        }

        if (scope is null == (addresses.Count == 0))
            e.Conflict("FirewallException needs either Scope or RemoteAddress elements.");
        return scope switch
        {
            "any" => "*",
            "localSubnet" => "LocalSubnet",
            _ => string.Join(',', addresses),
        };
    }
}
