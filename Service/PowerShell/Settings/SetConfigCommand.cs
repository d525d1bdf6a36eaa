using System.Management.Automation;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Set-OMSGatewayConfig: changes a setting, or without a value returns it to its default.</summary>
[Cmdlet(VerbsCommon.Set, "OMSGatewayConfig",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Set-ForwarderServiceConfig")]
[OutputType(typeof(GatewaySetting))]
public sealed class SetConfigCommand : ChangingCmdlet
{
    // Settings that decide whose password it is.
    private static readonly string[] ProxyOwners = ["RelayProxyAddress", "RelayProxyUserName"];

    // Settings that decide which other proxies get it.
    private const string Fallbacks = "RelayProxyFallbacks";
    private const string Sharing = "RelayProxyShareCredentials";

    /// <summary>Name of the setting.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ArgumentCompleter(typeof(SettingNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its new value; "" for none.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SettingValueCompleter))]
    [SettingValueArgument]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Value { get; set; }

    /// <summary>"True" where -Value is the default by itself, as Get-OMSGatewayConfig says it: so it stays.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? IsDefault { get; set; }

    internal override object? Target => Name;

    internal override void Process()
    {
        if (FindSetting(Name) is not { } definition) return;
        string value = ValueText.From(Value);
        if (definition.Kind == SettingKind.Secret)
        {
            // What came from Get-OMSGatewayConfig is not the secret.
            if (IsDefault is null) Engine.Report(
                new ArgumentException("The relay proxy's password is set with Set-OMSGatewayRelayProxy, which keeps it out of sight."),
                "ValueRefused", ErrorCategory.InvalidArgument, definition.Name);
            else Engine.Tell($"{definition.Name} stays as it is.");
            return;
        }

        // A default that is piped back unchanged stays a default; with -Value beside the pipeline it is another value.
        bool stays = bool.TryParse(IsDefault, out bool isDefault) && isDefault && value.Equals(definition.Default, StringComparison.OrdinalIgnoreCase);
        if (stays || !Engine.IsGiven(nameof(Value))) Reset(definition.Name);
        else Set(definition.Name, value);
    }

    private void Reset(string name)
    {
        Administration.Settings.CheckReset(name);
        string action = $"Return the setting to its default{(ProxyOwners.Contains(name) ? ", and forget the credentials that need it" : "")}";
        if (!MayChange(name, action)) return;
        PassSetting(Administration.Settings.Reset(name), name);
    }

    private void Set(string name, string value)
    {
        Administration.Settings.Check(name, value);
        if (!MayChange(name, $"Set to '{value}'")) return;
        bool isForgotten = IsDefault is not null && (ProxyOwners.Contains(name) || Shares(name, value)) && ForgetPasswordOfAnother(name, value);
        PassSetting(Administration.Settings.Set(name, value) || isForgotten, name);
    }

    // As with Set-OMSGatewayRelayProxy: what comes from a file or another gateway does not hold the password, and the one that is stored
    // here goes to no other proxy or user than it was set for.
    private bool ForgetPasswordOfAnother(string name, string value)
    {
        if (Administration.RelayProxy.Get() is not { HasPassword: true } relay || Administration.Settings.Get(name).Value == value) return false;
        Administration.Settings.Reset("RelayProxyPassword");
        Engine.Warn($"The password of {relay.UserName} at {relay.Address} is forgotten; set the one that is needed now with Set-OMSGatewayRelayProxy.");
        return true;
    }

    private bool Shares(string name, string value) => name switch
    {
        Fallbacks => value.Length > 0 && IsTrue(Administration.Settings.Get(Sharing).Value),
        Sharing => IsTrue(value) && Administration.Settings.Get(Fallbacks).Value.Length > 0,
        _ => false,
    };

    private static bool IsTrue(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private void PassSetting(bool changed, string name) => Pass(changed, name, () => new GatewaySetting(Administration.Settings.Get(name)));
}
