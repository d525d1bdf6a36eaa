using System.Globalization;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Turns the text of the settings file into what a script can calculate and compare with.</summary>
internal static class SettingObject
{
    public static object? From(SettingKind kind, string text) => kind switch
    {
        SettingKind.Integer or SettingKind.Seconds => int.Parse(text, CultureInfo.InvariantCulture),
        SettingKind.Boolean => text == "true",
        SettingKind.PortList => Words(text).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray(),
        SettingKind.NetworkList or SettingKind.HostList or SettingKind.ProxyAddressList or SettingKind.ChoiceList => Words(text),
        _ => text.Length == 0 ? null : text,
    };

    // How the settings file spells a list.
    private static string[] Words(string text) => text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
