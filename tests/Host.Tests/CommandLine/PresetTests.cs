using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

[Trait("Native", "yes")]
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
    public async Task The_list_of_presets_says_what_each_needs_and_knows()
    {
        string text = await _program.DoAsync("hosts", "presets");
        foreach (string name in (string[])["AzureMonitorAgent", "MicrosoftMonitoringAgent", "Automation", "AzureArc", "DefenderForEndpoint"])
            Assert.Contains(name + ":", text, StringComparison.Ordinal);
        Assert.Contains("needs: --region and --workspace", text, StringComparison.Ordinal);
        Assert.Contains("needs: --gateway", text, StringComparison.Ordinal);
        Assert.Contains("--cloud Government: US Gov Arizona", text, StringComparison.Ordinal);
        Assert.Contains("retired this agent on 31 August 2024", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preset_shows_what_it_is_made_of()
    {
        string text = await _program.DoAsync("hosts", "presets", "azurearc");
        Assert.Contains(
            "https://learn.microsoft.com/azure/azure-arc/servers/network-requirements of 2026-09-23, looked up 2026-11-29:", text, StringComparison.Ordinal);
        Assert.Contains("azgn*.servicebus.windows.net  (required, wide) ", text, StringComparison.Ordinal);
        Assert.Contains("*.<region>.arcdataservices.com  (optional) ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DefenderForEndpoint:", text, StringComparison.Ordinal);
        Assert.Contains("winatp-gw-uks.microsoft.com  (required, United Kingdom) ",
            await _program.DoAsync("hosts", "presets", "DefenderForEndpoint"), StringComparison.Ordinal);
        Assert.Contains("there are: AzureMonitorAgent", await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "presets", "Arc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_and_update_bring_the_list_up_to_date()
    {
        Assert.Contains("No preset has been applied", await _program.DoAsync("hosts", "presets", "diff"), StringComparison.Ordinal);
        string own = Path.Combine(_program.Directory, "OMSGateway.presets.xml");
        await _program.DoAsync("hosts", "add", "listed.contoso.com");
        await File.WriteAllTextAsync(own, Own("a.contoso.com", "b.contoso.com"));
        Assert.Contains("Site: Ours.", await _program.DoAsync("hosts", "presets"), StringComparison.Ordinal);
        await _program.DoAsync("hosts", "add", "--preset", "site");
        Assert.Contains("Site (Public): up to date.", await _program.DoAsync("hosts", "presets", "diff"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(own, Own("a.contoso.com", "c.contoso.com"));

        string text = await _program.DoAsync("hosts", "presets", "diff");

        Assert.Contains("Site (Public): 1 new, 1 gone.", text, StringComparison.Ordinal);
        Assert.Contains("+ c.contoso.com", text, StringComparison.Ordinal);
        Assert.Contains("- b.contoso.com", text, StringComparison.Ordinal);
        Assert.Contains("Changed: 1 hosts were added and 0 removed", await _program.DoAsync("hosts", "presets", "update"), StringComparison.Ordinal);
        Assert.Contains("0 hosts were added and 1 removed", await _program.DoAsync("hosts", "presets", "update", "--remove"), StringComparison.Ordinal);
        Assert.Contains("Unchanged: Nothing is new", await _program.DoAsync("hosts", "presets", "update"), StringComparison.Ordinal);
        Assert.Equal(["listed.contoso.com", "a.contoso.com", "c.contoso.com"],
            (await _program.DoAsync("hosts", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        static string Own(params string[] hosts) =>
            $"<presets><preset name='Site' summary='Ours.'><cloud name='Public'>{string.Concat(hosts.Select(h => $"<host>{h}</host>"))}</cloud></preset>"
            + "</presets>";
    }

    [Fact]
    public async Task Add_takes_optional_hosts_on_request_only_and_names_of_resources()
    {
        await _program.DoAsync("hosts", "add", "--preset", "AzureArc");
        await FailsAsync(ExitCode.NotFound, "hosts", "check", "a.servicebus.windows.net");
        await _program.DoAsync("hosts", "add", "--preset", "AzureArc", "--optional");
        await _program.DoAsync("hosts", "add", "--preset", "ArcGateway", "--gateway", "Contoso", "--vault", "vault1");
        string list = await _program.DoAsync("hosts", "list");
        foreach (string host in (string[])["*.servicebus.windows.net", "contoso.gw.arc.azure.com", "vault1.vault.azure.net"])
            Assert.Contains(host, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_allows_the_preset_s_hosts_and_warns_of_wide_ones()
    {
        string[] add = ["hosts", "add", "--preset", "azuremonitoragent", "--region", "West Europe", "--workspace", Workspace];
        ProgramResult result = await _program.RunAsync(add);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("All 6 hosts of AzureMonitorAgent were added.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Warning: *.westeurope.ingest.monitor.azure.com", result.Errors, StringComparison.Ordinal);
        Assert.Contains("is allowed", await _program.DoAsync("hosts", "check", $"{Workspace}.ods.opinsights.azure.com"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.NotFound, "hosts", "check", $"{Workspace}.ods.opinsights.azure.us");
        Assert.Contains("are already allowed", await _program.DoAsync(add), StringComparison.Ordinal);
        await _program.DoAsync("hosts", "remove", $"{Workspace}.ods.opinsights.azure.com");
        Assert.Contains("nothing new, 1 taken off the list.", await _program.DoAsync("hosts", "presets", "diff"), StringComparison.Ordinal);
        Assert.Contains("1 of the 6 hosts of AzureMonitorAgent were added; the other 5 were already on the list.",
            await _program.DoAsync(add), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_takes_several_regions_and_another_cloud()
    {
        await _program.DoAsync("hosts", "add", "--preset", "Automation", "--region", "Japan", "--region", "ncus");
        await _program.DoAsync("hosts", "add", "--preset", "MicrosoftMonitoringAgent", "--workspace", Workspace, "--cloud", "Government");
        string list = await _program.DoAsync("hosts", "list");
        foreach (string host in (string[])["jpe-agentservice-prod-1.azure-automation.net", "ncus-jobruntimedata-prod-su1.azure-automation.net",
            $"{Workspace}.oms.opinsights.azure.us"])
            Assert.Contains(host, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_refuses_a_region_that_is_not_known_unless_one_insists()
    {
        string[] add = ["hosts", "add", "--preset", "LogsIngestion", "--region", "westeuroep"];
        Assert.Contains("'westeuroep' is not one of the Azure regions that this version knows in the cloud Public; did you mean westeurope? "
            + "Add --allow-unknown-region", await FailsAsync(ExitCode.InvalidConfiguration, add), StringComparison.Ordinal);
        Assert.Equal("", await _program.DoAsync("hosts", "list"));

        await _program.DoAsync([.. add, "--allow-unknown-region"]);

        Assert.Contains("westeuroep", await _program.DoAsync("hosts", "list"), StringComparison.Ordinal);
        Assert.Contains("LogsIngestion (Public; westeuroep): up to date.", await _program.DoAsync("hosts", "presets", "diff"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_takes_the_hosts_along_on_request_of_the_list_that_is_meant()
    {
        await _program.DoAsync("groups", "set", "pos", "--clients", "10.1.0.0/16");
        foreach (string[] list in (string[][])[[], ["--group", "pos"]]) await _program.DoAsync(["hosts", "add", "--preset", "ArcESU", .. list]);

        Assert.Contains("Changed: ArcESU (Public): forgotten. The list stays as it is.",
            await _program.DoAsync("hosts", "presets", "forget", "arcesu"), StringComparison.Ordinal);
        string listed = await _program.DoAsync("hosts", "list");
        Assert.Contains("login.windows.net", listed, StringComparison.Ordinal);
        Assert.Equal(listed, await _program.DoAsync("hosts", "list", "--group", "pos"));
        Assert.Contains("hosts presets diff'", await _program.DoAsync("hosts", "presets", "forget", "ArcESU"), StringComparison.Ordinal);

        string[] inGroup = ["hosts", "presets", "forget", "ArcESU", "--remove-hosts", "--group", "pos"];
        string text = await _program.DoAsync(inGroup);
        Assert.Contains("- login.windows.net", text, StringComparison.Ordinal);
        Assert.Contains("Changed: ArcESU (Public): forgotten, and ", text, StringComparison.Ordinal);
        Assert.Equal("", await _program.DoAsync("hosts", "list", "--group", "pos"));
        Assert.Equal(listed, await _program.DoAsync("hosts", "list"));
        Assert.Contains("diff --group pos'", await _program.DoAsync(inGroup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_says_what_is_missing_and_adds_nothing()
    {
        Assert.Contains("Region and WorkspaceId",
            await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "add", "--preset", "AzureMonitorAgent"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.InvalidConfiguration, "hosts", "add", "--preset", "Nonsense");
        await FailsAsync(ExitCode.Usage, "hosts", "add");
        Assert.Contains("not both", await FailsAsync(ExitCode.Usage, "hosts", "add", "a.example.com", "--preset", "AzureArc"), StringComparison.Ordinal);
        await FailsAsync(ExitCode.Usage, "hosts", "add", "a.example.com", "--region", "westeurope");
        await FailsAsync(ExitCode.Usage, "hosts", "add", "--preset", "AzureArc", "--cloud", "Moon");
        Assert.Equal("", await _program.DoAsync("hosts", "list"));
    }
}
