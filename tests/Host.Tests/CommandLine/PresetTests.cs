using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

public sealed class PresetTests : IDisposable
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";

    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    private async Task<string> FailsAsync(ExitCode code, params string[] arguments)
    {
        ProgramResult result = await _program.RunAsync(arguments);
        Assert.True(result.ExitCode == (int)code, result.ToString());
        return result.Errors;
    }

    [Fact]
    public async Task Presets_SaysWhatEachNeedsAndKnows()
    {
        string text = await _program.DoAsync("hosts", "presets");
        foreach (string name in (string[])["AzureMonitorAgent", "MicrosoftMonitoringAgent", "Automation", "AzureArc", "DefenderForEndpoint"])
            Assert.Contains(name + ":", text, StringComparison.Ordinal);
        Assert.Contains("needs: --region and --workspace", text, StringComparison.Ordinal);
        Assert.Contains("--cloud Government: US Gov Arizona", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_AllowsThePresetsHosts_AndWarnsOfWideOnes()
    {
        string[] add = ["hosts", "add", "--preset", "azuremonitoragent", "--region", "West Europe", "--workspace", Workspace];
        ProgramResult result = await _program.RunAsync(add);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("7 of the 7 hosts of AzureMonitorAgent", result.Output, StringComparison.Ordinal);
        Assert.Contains("Warning: *.westeurope.ingest.monitor.azure.com", result.Errors, StringComparison.Ordinal);
        Assert.Contains("is allowed", await _program.DoAsync("hosts", "check", $"{Workspace}.ods.opinsights.azure.com"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.NotFound, "hosts", "check", $"{Workspace}.ods.opinsights.azure.us");
        Assert.Contains("were allowed already", await _program.DoAsync(add), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_TakesSeveralRegionsAndAnotherCloud()
    {
        await _program.DoAsync("hosts", "add", "--preset", "Automation", "--region", "Japan", "--region", "ncus");
        await _program.DoAsync("hosts", "add", "--preset", "MicrosoftMonitoringAgent", "--workspace", Workspace, "--cloud", "Government");
        string list = await _program.DoAsync("hosts", "list");
        foreach (string host in (string[])["jpe-agentservice-prod-1.azure-automation.net", "ncus-jobruntimedata-prod-su1.azure-automation.net",
            $"{Workspace}.oms.opinsights.azure.us"])
            Assert.Contains(host, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_SaysWhatIsMissing_AndAddsNothing()
    {
        Assert.Contains("Region and WorkspaceId",
            await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "add", "--preset", "AzureMonitorAgent"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "add", "--preset", "Nonsense");
        await FailsAsync(ExitCode.Usage, "hosts", "add");
        await FailsAsync(ExitCode.Usage, "hosts", "add", "a.example.com", "--preset", "AzureArc");
        await FailsAsync(ExitCode.Usage, "hosts", "add", "a.example.com", "--region", "westeurope");
        await FailsAsync(ExitCode.Usage, "hosts", "add", "--preset", "AzureArc", "--cloud", "Moon");
        Assert.Equal("", await _program.DoAsync("hosts", "list"));
    }
}
