using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Turns what a caller may give for a setting into the text of the settings file: 8080, $true, 443,8443.</summary>
internal static class ValueText
{
    public static string From(object? value) => value switch
    {
        null => "",
        PSObject wrapped => From(wrapped.BaseObject),
        string text => text,
        bool flag => flag ? "true" : "false",
        IEnumerable list => string.Join(" ", list.Cast<object?>().Select(From)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
