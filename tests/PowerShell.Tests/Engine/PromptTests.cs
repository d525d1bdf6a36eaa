using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Engine;

/// <summary>PowerShell asks for mandatory parameters that were left out; who then presses Enter has deleted nothing.</summary>
public sealed class PromptTests
{
    [Fact]
    public async Task Enter_at_every_prompt_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var administration = new GatewayAdministration(ConfigurationStore.Open(folder["config"]));
        administration.Hosts.Add("www.test.com");
        administration.ClientCertificates.Add("mycert");
        administration.Settings.Set("LogLevel", "Debug");
        administration.RelayProxy.Set("proxy.contoso.com");
        string before = State();
        ProgramResult result = await PowerShell7.AnswerAsync("\n\n\n\n\n\n", "-Command", $"""
            Import-Module OMSGateway
            $PSDefaultParameterValues['*-OMSGateway*:ConfigurationDirectory'] = '{folder["config"]}'
            Remove-OMSGatewayAllowedHost -Force
            Remove-OMSGatewayAllowedClientCertificate -Force
            Set-OMSGatewayRelayProxy -Force
            Set-OMSGatewayConfig -Force
            'done'
            """);
        Assert.EndsWith("done", result.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(before, State());

        string State() => string.Concat(Directory.GetFiles(folder["config"]).Order().Select(File.ReadAllText));
    }

    /// <summary>A scheduled task has no input, and its PowerShell is seldom started with -NonInteractive.</summary>
    [Fact]
    public async Task Where_the_input_has_ended_the_question_is_an_error_that_names_Force()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = await PowerShell7.AnswerAsync("", "-Command", $"""
            $ErrorActionPreference = 'Stop'
            Add-OMSGatewayAllowedHost www.test.com -ConfigurationDirectory '{folder["config"]}'
            'done'
            """);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Give -Force", result.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("done", result.Output, StringComparison.Ordinal);
    }
}
