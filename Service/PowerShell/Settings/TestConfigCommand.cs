using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Settings;

/// <summary>Test-OMSGatewayConfig: could the gateway use its configuration files as they are?</summary>
[Cmdlet(VerbsDiagnostic.Test, "OMSGatewayConfig")]
[OutputType(typeof(ConfigTest))]
public sealed class TestConfigCommand : GatewayCmdlet
{
    internal override void Process()
    {
        ConfigurationResult result = Administration.Validate();
        // Without access to a file it is unknown whether it is valid.
        if (result.Problems.FirstOrDefault(p => p.IsAccessDenied) is { } denied) throw ConfigurationException.Denied(denied.File);
        Engine.Write(new ConfigTest(result, Store.Directory));
    }
}
