using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Compilation.Elements;

namespace OmsGateway.MsiBuilder.Extensions.Util;

/// <summary><c>util:EventSource</c>: the registry values by which the event log knows a source.</summary>
internal static class EventSourceElement
{
    private const int LocalMachine = 2;

    // The values of TypesSupported: Microsoft's page "Eventlog Key".
    private static readonly (string Attribute, int Bit)[] Types =
    [
        ("SupportsErrors", 0x1), ("SupportsWarnings", 0x2), ("SupportsInformationals", 0x4), ("SupportsSuccessAudits", 0x8),
            ("SupportsFailureAudits", 0x10),
    ];

    public static void Compile(ElementReader e, Scope scope, string component, string seed)
    {
        var log = e.Required("Log");
        var key = $@"SYSTEM\CurrentControlSet\Services\EventLog\{log}\{e.Required("Name")}";
        if (log == "Security")
            e.Conflict("EventSource/@Log 'Security' is Windows' own.");
        var categories = e.Integer("CategoryCount", 0, int.MaxValue);
        var categoryFile = e.Text("CategoryMessageFile");
        if (categories is null != categoryFile is null)
            e.Conflict("EventSource/@CategoryCount and @CategoryMessageFile go together.");
        if (e.YesNo("KeyPath") == true)
            e.Unsupported("KeyPath");
        var types = Types.Sum(t => e.YesNo(t.Attribute) == true ? t.Bit : 0);
        void Value(string name, string? value)
        {
            if (value is not null)
                scope.Section.Row("Registry", e.Location, RegistryElement.Id(seed, LocalMachine, key, name), LocalMachine,
                    key, name, value, component);
        }

        // #% makes a value REG_EXPAND_SZ, and # REG_DWORD (Registry table, Value).
        Value("EventMessageFile", $"#%{e.Required("EventMessageFile")}");
        Value("CategoryMessageFile", categoryFile is null ? null : $"#%{categoryFile}");
        Value("CategoryCount", categories is null ? null : Number(categories.Value));
        Value("ParameterMessageFile", e.Text("ParameterMessageFile") is { } parameters ? $"#%{parameters}" : null);
        Value("TypesSupported", types == 0 ? null : Number(types));
        e.EndLeaf();
    }

    private static string Number(int value) => "#" + value.ToString(CultureInfo.InvariantCulture);
}
