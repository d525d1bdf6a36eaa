using System.Management.Automation;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Get-OMSGatewayConfig: the settings with their values in force.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayConfig")]
[Alias("Get-ForwarderServiceConfig")]
[OutputType(typeof(GatewaySetting))]
public sealed class GetConfigCommand : GatewayCmdlet
{
    /// <summary>Names of settings, in which * stands for any text; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ArgumentCompleter(typeof(SettingNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    internal override void Process()
    {
        if (Name.Length == 0) Write(Administration.Settings.GetAll());
        foreach (string name in Name) Try(name, () => Write(name));
    }

    private void Write(string name)
    {
        if (Wildcards.AreIn(name)) Write(Wildcards.Select(Administration.Settings.GetAll(), setting => setting.Name, name.Trim()));
        else if (FindSetting(name) is { } definition) Write([Administration.Settings.Get(definition.Name)]);
    }

    private void Write(IEnumerable<SettingValue> settings)
    {
        foreach (SettingValue setting in settings) Engine.Write(new GatewaySetting(setting));
    }
}
