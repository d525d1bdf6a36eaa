using System.Management.Automation;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>The compiled cmdlets against what is promised; the first ten are those that Microsoft documents for its gateway.</summary>
public class CmdletSurfaceTests
{
    private const string Common = " [-ConfigurationDirectory <string>]";
    private const string Changing = " [-Force] [-PassThru]" + Common + " [-WhatIf] [-Confirm]";

    private static readonly string[] Promised =
    [
        "Get-OMSGatewayConfig [[-Name] <string[]>]" + Common,
        "Set-OMSGatewayConfig [-Name] <string> [[-Value] <Object>] [-IsDefault <string>]" + Changing,
        "Get-OMSGatewayRelayProxy" + Common,
        "Set-OMSGatewayRelayProxy [[-Address] <string>] [-Username <string>] [-Password <Object>] [-HasPassword <string>]" + Changing,
        "Set-OMSGatewayRelayProxy [[-Address] <string>] -Credential <PSCredential>" + Changing,
        "Get-OMSGatewayAllowedHost [[-Host] <string[]>] [-IncludeDownloaded] [-Group <string>]" + Common,
        "Add-OMSGatewayAllowedHost [-Host] <string[]> [-Group <string>]" + Changing,
        "Add-OMSGatewayAllowedHost -Preset <string> [-Region <string[]>] [-AllowUnknownRegion] [-WorkspaceId <string[]>] [-AccountId <string[]>] "
            + "[-GatewayName <string[]>] [-VaultName <string[]>] [-IncludeOptional] [-Cloud <AzureCloud>] [-Group <string>]" + Changing,
        "Remove-OMSGatewayAllowedHost [-Host] <string[]> [-Group <string>]" + Changing,
        "Get-OMSGatewayAllowedClientCertificate [-IncludeDownloaded] [-Group <string>]" + Common,
        "Add-OMSGatewayAllowedClientCertificate [-Subject] <string[]> [-Group <string>]" + Changing,
        "Remove-OMSGatewayAllowedClientCertificate [-Subject] <string[]> [-Group <string>]" + Changing,
        "Test-OMSGatewayHost [-Host] <string[]> [-Port <int>] [-Client <string>] [-PolicyOnly]" + Common,
        "Test-OMSGatewayConfig" + Common,
        "Export-OMSGatewayConfig [-Path] <string> [-Passphrase <SecureString>] [-Force] [-NoClobber] [-PassThru]" + Common + " [-WhatIf] [-Confirm]",
        "Import-OMSGatewayConfig [-Path] <string> [-Passphrase <SecureString>] [-KeepAddresses]" + Changing,
        "Get-OMSGatewayPreset [[-Preset] <string[]>] [-Cloud <AzureCloud[]>]" + Common,
        "Compare-OMSGatewayPreset [-Group <string>]" + Common,
        "Update-OMSGatewayPreset [-RemoveGone] [-Group <string>]" + Changing,
        "Remove-OMSGatewayPreset [-Preset] <string[]> [-RemoveHosts] [-Group <string>]" + Changing,
        "Get-OMSGatewayGroup [[-Group] <string[]>]" + Common,
        "Set-OMSGatewayGroup [-Group] <string> [[-Clients] <string[]>] [-HostPolicy <string>]" + Changing,
        "Remove-OMSGatewayGroup [-Group] <string[]>" + Changing,
        "Get-OMSGatewayStatus" + Common,
        "Suspend-OMSGatewayService [-WaitSeconds <int>]" + Changing,
        "Resume-OMSGatewayService" + Changing,
        "Find-OMSGatewayDeniedHost [[-Since] <DateTime>] [-IncludeAllowed]" + Common,
        "Get-OMSGatewayClient [[-Address] <string[]>] [-NotSeenSince <DateTime>] [-Group <string>] [-ResolveName]" + Common,
        "Get-OMSGatewayHostUsage [-UnusedFor <int>] [-Group <string>]" + Common,
        "Export-OMSGatewayReport [-Path] <string> [-Force] [-NoClobber] [-PassThru]" + Common + " [-WhatIf] [-Confirm]",
    ];

    [Fact]
    public void The_syntax_is_the_promised_one() =>
        Assert.Equal(Promised.Order(StringComparer.Ordinal), CmdletClass.All.Values.SelectMany(c => c.Syntax).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Get-OMSGatewayConfig", "Name", "Key")]
    [InlineData("Set-OMSGatewayConfig", "Name", "Key")]
    public void A_parameter_has_the_alias_that_was_promised(string cmdlet, string parameter, string alias) =>
        Assert.Equal([alias], Parameter(cmdlet, parameter).Aliases);

    [Theory]
    [InlineData("Add-OMSGatewayAllowedHost", "Host")]
    [InlineData("Remove-OMSGatewayAllowedHost", "Host")]
    [InlineData("Test-OMSGatewayHost", "Host")]
    [InlineData("Add-OMSGatewayAllowedClientCertificate", "Subject")]
    [InlineData("Remove-OMSGatewayAllowedClientCertificate", "Subject")]
    [InlineData("Get-OMSGatewayConfig", "Name")]
    [InlineData("Remove-OMSGatewayGroup", "Group")]
    [InlineData("Remove-OMSGatewayPreset", "Preset")]
    public void Lists_take_their_entries_from_the_pipeline(string cmdlet, string parameter) =>
        Assert.Equal("true (ByValue, ByPropertyName)", Parameter(cmdlet, parameter).PipelineInput);

    [Fact]
    public void What_changes_something_asks_first_and_nothing_else_does()
    {
        foreach (CmdletClass cmdlet in CmdletClass.All.Values)
        {
            bool changes = cmdlet.Verb is "Set" or "Add" or "Remove" or "Update" or "Suspend" or "Resume" or "Import";
            Assert.Equal(changes, cmdlet.AsksFirst);
            // As PowerShell's own Export cmdlets, which replace a file without a question.
            Assert.Equal(changes || cmdlet.Verb is "Export", cmdlet.SupportsShouldProcess);
            Assert.Equal(changes, cmdlet.Type.IsSubclassOf(typeof(ChangingCmdlet)));
        }
    }

    [Fact]
    public void Each_of_the_ten_answers_to_its_name_from_the_preview()
    {
        string[] added =
            ["Test-OMSGatewayHost", "Get-OMSGatewayStatus", "Find-OMSGatewayDeniedHost", "Test-OMSGatewayConfig", "Get-OMSGatewayPreset",
                "Compare-OMSGatewayPreset", "Update-OMSGatewayPreset", "Remove-OMSGatewayPreset", "Get-OMSGatewayGroup", "Set-OMSGatewayGroup",
                "Remove-OMSGatewayGroup", "Suspend-OMSGatewayService", "Resume-OMSGatewayService", "Get-OMSGatewayClient", "Get-OMSGatewayHostUsage",
                "Export-OMSGatewayReport", "Export-OMSGatewayConfig", "Import-OMSGatewayConfig"];
        foreach (CmdletClass cmdlet in CmdletClass.All.Values)
        {
            string[] expected = added.Contains(cmdlet.Name) ? [] : [cmdlet.Name.Replace("OMSGateway", "ForwarderService", StringComparison.Ordinal)];
            Assert.Equal(expected, cmdlet.Aliases);
        }

        Assert.Equal(28, CmdletClass.All.Count);
    }

    [Fact]
    public void Each_says_what_it_writes() => Assert.All(CmdletClass.All.Values, cmdlet => Assert.Single(cmdlet.Outputs));

    [Fact]
    public void An_empty_address_and_an_empty_value_can_be_given()
    {
        Assert.True(Parameter("Set-OMSGatewayRelayProxy", "Address").Property.Has<AllowEmptyStringAttribute>());
        Assert.True(Parameter("Set-OMSGatewayConfig", "Value").Property.Has<AllowEmptyStringAttribute>());
    }

    private static CmdletParameter Parameter(string cmdlet, string name) =>
        CmdletClass.All[cmdlet].Sets.Values.SelectMany(s => s).First(p => p.Name == name);
}
