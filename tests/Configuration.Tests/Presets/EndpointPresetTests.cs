using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests.Presets;

public sealed class EndpointPresetTests
{
    private static string[] Expand(
        string preset, string? region = null, bool account = false, bool workspace = false, AzureCloud cloud = AzureCloud.Public) =>
        EndpointPresets.Get(preset).Expand(new PresetRequest
        {
            Cloud = cloud,
            Regions = region is null ? [] : [region],
            WorkspaceIds = workspace ? [DocumentedEndpoints.Workspace] : [],
            AccountIds = account ? [DocumentedEndpoints.Account] : [],
        }).Select(h => h.Pattern.ToString()).ToArray();

    private static string Refusal(string preset, PresetRequest request) =>
        Assert.Throws<ConfigurationException>(() => EndpointPresets.Get(preset).Expand(request)).Message;

    [Fact]
    public void The_presets_are_the_promised_ones() => Assert.Equal(
        ["AzureMonitorAgent", "MicrosoftMonitoringAgent", "Automation", "AzureArc", "DefenderForEndpoint"], EndpointPresets.All.Select(p => p.Name));

    [Fact]
    public void Every_region_of_the_documentation_of_2018_gives_its_two_hosts()
    {
        foreach ((string region, string code) in DocumentedEndpoints.AutomationOf2018)
        {
            Assert.Equal(
                [$"{code}-jobruntimedata-prod-su1.azure-automation.net", $"{code}-agentservice-prod-1.azure-automation.net"],
                Expand("Automation", region));
        }
    }

    [Fact]
    public void Every_region_from_before_Private_Link_gives_its_two_hosts()
    {
        foreach ((string region, string hosts) in DocumentedEndpoints.AutomationBeforePrivateLink)
            Assert.Equal(hosts.Split(' '), Expand("Automation", region));
        Assert.Equal(
            ["usge-jobruntimedata-prod-su1.azure-automation.us", "usge-agentservice-prod-1.azure-automation.us"],
            Expand("Automation", "US Gov Virginia", cloud: AzureCloud.Government));
    }

    [Fact]
    public void Every_region_gives_the_hosts_of_an_Automation_account_under_its_own_domain_only()
    {
        foreach ((AzureCloud cloud, string domain, string codes) in DocumentedEndpoints.AutomationAccounts)
        {
            foreach (string code in codes.Split(' '))
            {
                string[] named = Expand("Automation", code, account: true, cloud: cloud).Where(h => h.StartsWith(DocumentedEndpoints.Account)).ToArray();
                Assert.Equal(new[] { "jrds", "agentsvc", "webhook" }.Select(s => $"{DocumentedEndpoints.Account}.{s}.{code}.{domain}"), named);
            }
        }
    }

    [Fact]
    public void Every_documented_host_of_the_other_agents_is_there_and_nothing_is_wider()
    {
        foreach ((string preset, AzureCloud cloud, string hosts) in DocumentedEndpoints.Others)
        {
            string[] expected = DocumentedEndpoints.Split(hosts);
            string[] actual = Expand(preset, preset == "MicrosoftMonitoringAgent" ? null : "West Europe", workspace: true, cloud: cloud);
            Assert.Empty(expected.Except(actual));
            Assert.Empty(actual.Where(h => h.StartsWith('*')).Except(expected));
        }
    }

    [Fact]
    public void Defender_has_all_regions_or_the_chosen_one()
    {
        Assert.Empty(DocumentedEndpoints.Split(DocumentedEndpoints.Defender).Except(Expand("DefenderForEndpoint")));
        Assert.DoesNotContain("winatp-gw-cus.microsoft.com", Expand("DefenderForEndpoint", "UK", cloud: AzureCloud.Public));
        Assert.Contains("winatp-gw-uks.microsoft.com", Expand("DefenderForEndpoint", "united kingdom"));
    }

    [Theory]
    [InlineData("West Europe")]
    [InlineData("westeurope")]
    [InlineData("WEST-EUROPE")]
    [InlineData("we")]
    public void A_region_may_be_written_in_any_usual_way(string region) =>
        Assert.Contains("we-jobruntimedata-prod-su1.azure-automation.net", Expand("Automation", region));

    [Theory]
    [InlineData("evil.com/")]
    [InlineData("a.b")]
    [InlineData("*")]
    [InlineData("x")]
    public void No_region_name_gets_a_dot_or_a_wildcard_into_a_host(string region) => Assert.Contains("not the name of an Azure region",
        Refusal("AzureMonitorAgent", new PresetRequest { Regions = [region], WorkspaceIds = [DocumentedEndpoints.Workspace] }));

    [Fact]
    public void What_is_missing_or_unknown_is_said()
    {
        Assert.Contains("Region and WorkspaceId", Refusal("AzureMonitorAgent", new PresetRequest { Regions = ["westeurope"] }));
        Assert.Contains("West US 3", Refusal("Automation", new PresetRequest { Regions = ["Atlantis"] }));
        Assert.Contains("give its id", Refusal("Automation", new PresetRequest { Regions = ["East US"] }));
        Assert.Contains("GUID", Refusal("MicrosoftMonitoringAgent", new PresetRequest { WorkspaceIds = ["contoso"] }));
        Assert.Contains("Public", Refusal("DefenderForEndpoint", new PresetRequest { Cloud = AzureCloud.China }));
        Assert.Contains("AzureArc", Assert.Throws<ConfigurationException>(() => EndpointPresets.Get("Arc")).Message);
    }

    [Fact]
    public void Names_that_any_customer_can_have_are_marked()
    {
        string[] wide = EndpointPresets.All.SelectMany(preset => preset.Clouds.SelectMany(cloud => preset.Expand(new PresetRequest
        {
            Cloud = cloud,
            Regions = preset.RegionsOf(cloud) is [var first, ..] ? [first] : ["westeurope"],
            WorkspaceIds = [DocumentedEndpoints.Workspace],
            AccountIds = [DocumentedEndpoints.Account],
        }))).Where(h => h.IsWide).Select(h => h.Pattern.ToString()).ToArray();
        Assert.All(wide, host => Assert.Matches(@"^\*\.(servicebus|blob|westeurope(-1)?\.ingest)\.", host));
        Assert.Equal(10, wide.Length);
    }

    [Fact]
    public void Several_regions_and_workspaces_give_each_host_once()
    {
        IReadOnlyList<PresetHost> hosts = EndpointPresets.Get("AzureMonitorAgent").Expand(new PresetRequest
        {
            Regions = ["westeurope", "West Europe", "northeurope"],
            WorkspaceIds = [DocumentedEndpoints.Workspace, DocumentedEndpoints.Account, "{" + DocumentedEndpoints.Workspace + "}"],
        });
        Assert.Equal(hosts.Count, hosts.Select(h => h.Pattern).Distinct().Count());
        Assert.Equal(2, hosts.Count(h => h.Pattern.ToString().Contains(".ods.")));
        Assert.Equal(3, hosts.Count(h => h.Pattern.ToString().Contains(".handler.control.")));
    }
}
