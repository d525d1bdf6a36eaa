using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Set-OMSGatewayConfig: changes a setting, or without a value returns it to its default.</summary>
[Cmdlet(VerbsCommon.Set, "OMSGatewayConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Set-ForwarderServiceConfig")]
[OutputType(typeof(GatewaySetting))]
public sealed class SetConfigCommand : ChangingCmdlet
{
    /// <summary>Name of the setting.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its new value; "" for none.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Value { get; set; }

    internal override void Process()
    {
        if (SettingDefinitions.Find(Name)?.Kind == SettingKind.Secret)
            throw new ConfigurationException("The relay proxy's password is set with Set-OMSGatewayRelayProxy, which keeps it out of sight.");

        bool isReset = !Engine.IsGiven(nameof(Value));
        string value = ValueText.From(Value);
        if (!MayChange(Name, isReset ? "Return the setting to its default" : $"Set to '{value}'")) return;
        if (isReset) Administration.ResetSetting(Name);
        else Administration.SetSetting(Name, value);
        Pass(new GatewaySetting(Administration.GetSetting(Name)));
    }
}
