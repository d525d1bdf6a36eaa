using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Extensions.Util;

/// <summary><c>util:PermissionEx</c>: rights added to an object's own (Wix4SecureObject).</summary>
internal static class PermissionExElement
{
    private const int Inheritable = 1;
    // An ACCESS_MASK: rights of the kind of object from bit 0 on, standard ones from 16, generic ones from 28.
    private const int StandardBit = 16;
    private const int GenericBit = 28;

    private static readonly string?[] File =
        ["Read", "Write", "Append", "ReadExtendedAttributes", "WriteExtendedAttributes", "Execute", null, "ReadAttributes",
            "WriteAttributes"];

    private static readonly string?[] Folder =
        ["Read", "CreateFile", "CreateChild", "ReadExtendedAttributes", "WriteExtendedAttributes", "Traverse", "DeleteChild",
            "ReadAttributes", "WriteAttributes"];

    private static readonly string?[] Registry = ["Read", "Write", "CreateSubkeys", "EnumerateSubkeys", "Notify", "CreateLink"];

    private static readonly string?[] Service =
    [
        "ServiceQueryConfig", "ServiceChangeConfig", "ServiceQueryStatus", "ServiceEnumerateDependents", "ServiceStart",
            "ServiceStop",
        "ServicePauseContinue", "ServiceInterrogate", "ServiceUserDefinedControl",
    ];

    private static readonly string?[] Standard = ["Delete", "ReadPermission", "ChangePermission", "TakeOwnership", "Synchronize"];
    private static readonly string?[] Generic = ["GenericAll", "GenericExecute", "GenericWrite", "GenericRead"];

    /// <summary>The table that an element's object is in, if it can have permissions.</summary>
    public static string? TableOf(string parent) => parent switch
    {
        "CreateFolder" or "File" or "ServiceInstall" => parent,
        "RegistryKey" or "RegistryValue" => "Registry",
        _ => null,
    };

    public static void Compile(ElementReader e, Scope scope, string table, string securedObject, string component)
    {
        var special = table switch
        {
            "File" => File,
            "CreateFolder" => Folder,
            "Registry" => Registry,
            _ => Service,
        };
        var domain = e.Text("Domain");
        var user = e.Required("User");
        var attributes = e.YesNo("Inheritable") == false ? 0 : Inheritable;
        var permission = Bits(e, special, 0) | Bits(e, Standard, StandardBit) | Bits(e, Generic, GenericBit);
        // GenericRead alone is the most negative number, which means null in the database (CellRules).
        if (permission == int.MinValue)
            e.Diagnostics.Error(e.Location, DiagnosticCode.InvalidValue,
                "PermissionEx cannot grant GenericRead alone; add another right.");
        scope.Section.Row("Wix4SecureObject", e.Location, securedObject, table, domain, user, attributes, permission, component);
        foreach (var action in new[] { "Wix4SchedSecureObjects_X64", "Wix4SchedSecureObjectsRollback_X64" })
            scope.Section.Refer(SymbolKind.CustomAction, action, e.Location);
        e.EndLeaf();
    }

    private static int Bits(ElementReader e, string?[] names, int first)
    {
        var bits = 0;
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is { } name && e.YesNo(name) == true)
                bits |= 1 << (first + i);
        }

        return bits;
    }
}
