using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Legacy;

/// <summary>
/// The settings of Microsoft's gateway, which it kept in the registry under its first name. Only ListenPort and LogLevel are
/// documented; the other names are those under which its proxy is found, and a missing one means that there is none. The
/// password cannot be taken over: only the old service could read it.
/// </summary>
internal sealed class LegacySettings(IRegistry registry)
{
    public const string Key = @"SYSTEM\CurrentControlSet\Services\ForwarderService\Configurations";

    private static readonly string[] ProxyNames = ["RelayProxyAddress", "RelayProxy", "ProxyAddress", "Proxy"];
    private static readonly string[] UserNames = ["RelayProxyUsername", "ProxyUsername"];

    /// <summary>What is there and valid.</summary>
    public CurrentSettings Read() => new()
    {
        Port = Valid("ListenPort", "ListenPort"),
        Proxy = ProxyNames.Select(name => Valid(name, "RelayProxyAddress")).FirstOrDefault(value => value.Length > 0) ?? "",
        UserName = UserNames.Select(name => Valid(name, "RelayProxyUserName")).FirstOrDefault(value => value.Length > 0) ?? "",
    };

    /// <summary>The log level in this product's words, or empty.</summary>
    public string ReadLogLevel() => Valid("LogLevel", "LogLevel");

    private string Valid(string name, string setting)
    {
        string value = registry.Read(Key, name)?.Trim() ?? "";
        var settings = new GatewaySettings();
        SettingDefinition definition = SettingDefinitions.Find(setting)!;
        return value.Length > 0 && definition.TryApply(value, ref settings, out _) ? definition.Format(settings) : "";
    }
}
