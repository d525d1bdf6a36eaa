using System.Management.Automation;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Get-OMSGatewayConfig: the settings with their values in force.</summary>
[Cmdlet(VerbsCommon.Get, "OMSGatewayConfig")]
[Alias("Get-ForwarderServiceConfig")]
[OutputType(typeof(GatewaySetting))]
public sealed class GetConfigCommand : GatewayCmdlet
{
    /// <summary>Names of settings; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    internal override void Process()
    {
        if (Name.Length == 0)
        {
            foreach (var setting in Administration.GetSettings()) Engine.Write(new GatewaySetting(setting));
        }

        foreach (string name in Name) Try(name, () => Engine.Write(new GatewaySetting(Administration.GetSetting(name))));
    }
}
