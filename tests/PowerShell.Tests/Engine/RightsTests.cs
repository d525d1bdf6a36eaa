using OmsGateway.PowerShell.Tests.Cmdlets;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>A user without rights to the configuration, in a real PowerShell.</summary>
public sealed class RightsTests : CmdletTrial
{
    [NamespaceFact(Nobody.Probe)]
    public async Task Who_may_not_see_a_running_gateway_is_told_that_it_runs()
    {
        Administration.Settings.Set("ListenPort", $"{LoopbackPort.Free()}");
        await using Tool gateway = Tool.Start(BuiltProgram.Path, "--config-dir", Directory, "run");
        await gateway.WaitForAsync("[101]");

        ProgramResult result = await PowerShell7.RunThroughAsync(Nobody.Launcher, "", "-NonInteractive", "-Command", $$"""
            foreach ($find in { Get-OMSGatewayStatus @here }, { Find-OMSGatewayDeniedHost -IncludeAllowed @here }) {
                $here = @{ ConfigurationDirectory = '{{Directory}}'; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures' }
                "$(@(. $find).Count) written, $(@($failures).Count) error, $($failures[0].CategoryInfo.Category)"
                "$($failures[0])"
            }
            """);

        Assert.Equal(2, result.Output.Split("0 written, 1 error, PermissionDenied").Length - 1);
        Assert.Equal(2, result.Output.Split("A gateway runs as process ").Length - 1);
        Assert.DoesNotContain("No gateway runs", result.Output, StringComparison.Ordinal);
    }
}
