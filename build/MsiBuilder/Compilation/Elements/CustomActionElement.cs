using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>CustomAction</c>: its type is put together from where the code is, what is called, and when it runs.</summary>
internal static class CustomActionElement
{
    // msidbCustomActionType… (Microsoft, "Custom Action Types" and the pages on its options). The bits 0x100 and 0x200 mean one thing in
    // immediate actions, when to run them, and another in deferred ones: rollback and commit.
    public const int Dll = 0x1;
    public const int Exe = 0x2;
    public const int TextData = 0x3;
    public const int JScript = 0x5;
    public const int VBScript = 0x6;
    public const int SourceFile = 0x10;
    public const int SourceDirectory = 0x20;
    public const int SourceProperty = 0x30;
    public const int Continue = 0x40;
    public const int Async = 0x80;
    public const int FirstSequence = 0x100;
    public const int OncePerProcess = 0x200;
    public const int ClientRepeat = 0x300;
    public const int InScript = 0x400;
    public const int Rollback = 0x100;
    public const int Commit = 0x200;
    public const int NoImpersonate = 0x800;
    public const int Is64BitScript = 0x1000;
    public const int HideTarget = 0x2000;
    public const int TerminalServerAware = 0x4000;
    private const int PatchUninstall = 0x8000;

    public static void Compile(ElementReader e, Scope scope)
    {
        var id = e.Identifier("Id", required: true) ?? "";
        var source = CustomActionParts.Source(e, scope);
        var target = CustomActionParts.Target(e, scope);
        var execution = Execution(e);
        // Both bits together do not wait for the end at all (Microsoft, "Custom Action Return Processing Options").
        var returns = e.Choice("Return", ("check", 0), ("ignore", Continue), ("asyncWait", Async),
            ("asyncNoWait", Async | Continue)) ?? 0;
        var type = execution | returns | source.Type | target.Type
            | (e.YesNo("HideTarget") == true ? HideTarget : 0);
        var impersonate = e.YesNo("Impersonate") ?? true;
        var serverAware = e.YesNo("TerminalServerAware") ?? false;
        // Both say how the installer's service runs an action, so they go with deferred ones only (AddCustomActionSymbol in the toolset).
        if ((execution & InScript) != 0)
            type |= (impersonate ? 0 : NoImpersonate) | (serverAware ? TerminalServerAware : 0);
        else if (serverAware)
            e.Conflict("CustomAction/@TerminalServerAware goes with deferred actions only.");
        var is64Bit = e.Choice("Bitness", ("default", Is64BitScript), ("always64", Is64BitScript), ("always32", 0))
            ?? Is64BitScript;
        // Scripts only: a DLL or a program says itself for which platform it is (Microsoft, "64-Bit Custom Actions").
        if (target.Type is JScript or VBScript)
            type |= is64Bit;
        // Only in a merge module are ids renamed, and there are none here.
        _ = e.YesNo("SuppressModularization");
        // A column of its own, ExtendedType: Type has 16 bits with a sign, of which this would be the sign.
        var extended = e.YesNo("PatchUninstall") == true ? PatchUninstall : (int?)null;
        Check(e, source.Type, target.Type, type);
        scope.Section.Row("CustomAction", e.Location, id, type, source.Value, target.Value, extended);
        scope.Section.Define(SymbolKind.CustomAction, id, e.Location);
        e.EndLeaf();
    }

    private static int Execution(ElementReader e) => e.Choice(
        "Execute",
        ("immediate", 0),
        ("deferred", InScript),
        ("rollback", InScript | Rollback),
        ("commit", InScript | Commit),
        ("firstSequence", FirstSequence),
        ("oncePerProcess", OncePerProcess),
        ("secondSequence", ClientRepeat)) ?? 0;

    private static void Check(ElementReader e, int source, int target, int type)
    {
        // It runs from a script, out of reach of the session's properties (Microsoft, "Obtaining Context Information for Deferred Execution
        // Custom Actions").
        if (source == SourceProperty && target == TextData && (type & InScript) != 0)
            e.Conflict("An action that sets a property cannot be deferred.");
        if (target == Dll && source is (SourceDirectory or SourceProperty))
            e.Conflict("CustomAction/@DllEntry needs BinaryRef or FileRef.");
        if (target == TextData && source == 0)
            e.Conflict("CustomAction/@Value needs Property or Directory.");
        if ((type & (Async | Continue)) == (Async | Continue) && target != Exe)
            e.Diagnostics.Error(e.Location, DiagnosticCode.ConflictingAttributes,
                "CustomAction/@Return 'asyncNoWait' needs ExeCommand.");
    }
}
