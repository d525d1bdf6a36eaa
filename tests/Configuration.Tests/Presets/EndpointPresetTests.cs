using OmsGateway.Configuration.Presets;

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

    private static PresetRequest Everything(EndpointPreset preset, AzureCloud cloud) => new()
    {
        Cloud = cloud,
        Regions = preset.RegionsOf(cloud).Count > 0 ? preset.RegionsOf(cloud) : ["westeurope"],
        AllowsUnknownRegions = true,
        WorkspaceIds = [DocumentedEndpoints.Workspace],
        AccountIds = [DocumentedEndpoints.Account],
        GatewayNames = ["contoso"],
        VaultNames = ["vault1"],
        IncludesOptional = true,
    };

    private static IEnumerable<(EndpointPreset Preset, AzureCloud Cloud)> Everywhere =>
        EndpointPresets.All.SelectMany(preset => preset.Clouds.Select(cloud => (preset, cloud)));

    [Fact]
    public void The_presets_are_the_promised_ones() => Assert.Equal(
        ["AzureMonitorAgent", "ContainerInsights", "LogsIngestion", "MicrosoftMonitoringAgent", "Automation", "AzureArc", "ArcGateway", "ArcESU",
            "ArcSql", "DefenderForEndpoint", "DefenderStreamlined"],
        EndpointPresets.All.Select(p => p.Name));

    [Fact]
    public void Every_entry_has_its_source_its_date_and_its_reason()
    {
        foreach ((EndpointPreset preset, AzureCloud cloud) in Everywhere)
        {
            Assert.NotEmpty(preset.EntriesIn(cloud));
            Assert.All(preset.EntriesIn(cloud), entry =>
            {
                Assert.Matches("^https://learn.microsoft.com/[a-z]", entry.Source.Page);
                Assert.True(IsDate(entry.Source.LookedUp), entry.ToString());
                Assert.True(entry.Source.Edition is null || IsDate(entry.Source.Edition), entry.ToString());
                Assert.EndsWith(".", entry.Reason);
            });
        }

        static bool IsDate(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.None, out DateTime date)
            && date.Year >= 2018;
    }

    [Fact]
    public void What_stands_for_several_hosts_is_Microsoft_s_own_or_marked_as_wide()
    {
        foreach ((EndpointPreset preset, AzureCloud cloud) in Everywhere)
        {
            PresetHost[] several = [.. preset.Expand(Everything(preset, cloud)).Where(h => h.Pattern.Host is null)];
            Assert.All(several, host =>
                Assert.True(host.Pattern.IsWide != DocumentedEndpoints.Owned.Any(owned => $".{host.Pattern.Name}".EndsWith(owned)), host.ToString()));
        }
    }

    [Fact]
    public void An_optional_host_is_added_on_request_only()
    {
        foreach ((EndpointPreset preset, AzureCloud cloud) in Everywhere)
        {
            PresetRequest everything = Everything(preset, cloud);
            Assert.DoesNotContain(preset.Expand(everything with { IncludesOptional = false }), h => h.IsOptional);
            Assert.Equal(preset.EntriesIn(cloud).Any(e => e.IsOptional), preset.Expand(everything).Any(h => h.IsOptional));
        }
    }

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
    public void Every_documented_host_of_the_other_agents_is_there_and_no_other()
    {
        foreach ((string name, AzureCloud cloud, string required, string optional) in DocumentedEndpoints.Others)
        {
            EndpointPreset preset = EndpointPresets.Get(name);
            PresetRequest everything = Everything(preset, cloud);
            Assert.Equal(DocumentedEndpoints.Split(required).Order(), Hosts(everything with { IncludesOptional = false }).Order());
            Assert.Equal(DocumentedEndpoints.Split($"{required} {optional}").Order(), Hosts(everything).Order());

            IEnumerable<string> Hosts(PresetRequest request) => preset.Expand(request).Select(h => h.Pattern.ToString());
        }
    }

    [Fact]
    public void Defender_has_all_regions_or_the_chosen_one()
    {
        foreach ((AzureCloud cloud, (string? Region, string Hosts)[] rows, string blob) in new[]
        {
            (AzureCloud.Public, DocumentedEndpoints.Defender, "blob.core.windows.net"),
            (AzureCloud.Government, DocumentedEndpoints.DefenderGovernment, "blob.core.usgovcloudapi.net"),
        })
        {
            string[] Documented(Func<string?, bool> isMeant) => [.. rows.Where(r => r.Region is null || isMeant(r.Region))
                .SelectMany(r => r.Hosts.Split(' ')).Select(h => h.EndsWith(".B") ? h[..^1] + blob : h).Distinct().Order()];

            Assert.Equal(Documented(_ => true), Expand("DefenderForEndpoint", cloud: cloud).Order());
            foreach (string? region in rows.Select(r => r.Region).Where(r => r is not null))
                Assert.Equal(Documented(r => r == region), Expand("DefenderForEndpoint", region, cloud: cloud).Order());
        }

        Assert.Contains("winatp-gw-uks.microsoft.com", Expand("DefenderForEndpoint", "uk"));
        Assert.Contains("unitedstates1.ss.wd.microsoft.us", Expand("DefenderStreamlined", "gcc high", cloud: AzureCloud.Government));
        Assert.DoesNotContain("unitedstates4.ss.wd.microsoft.us", Expand("DefenderStreamlined", "gcc high", cloud: AzureCloud.Government));
    }

    [Theory]
    [InlineData("contoso.com")]
    [InlineData("*")]
    [InlineData("-contoso")]
    [InlineData("")]
    public void No_name_of_a_gateway_or_vault_gets_a_dot_or_a_wildcard_into_a_host(string name)
    {
        Assert.Contains("not the name of an Azure Arc gateway", Refusal("ArcGateway", new PresetRequest { GatewayNames = [name] }));
        Assert.Contains("not the name of a key vault", Refusal("ArcSql", new PresetRequest { Regions = ["westeurope"], VaultNames = [name] }));
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

    [Theory]
    [InlineData("westeuroep", AzureCloud.Public, "did you mean westeurope?")]
    [InlineData("usgovvirginia", AzureCloud.Public, "in the cloud Public;")]
    [InlineData("westeurope", AzureCloud.Government, "in the cloud Government; check its name.")]
    [InlineData("we", AzureCloud.Public, "'we' is not one of the Azure regions")]
    public void A_region_that_is_not_known_is_refused_unless_one_insists(string region, AzureCloud cloud, string message)
    {
        var request = new PresetRequest { Regions = ["West Europe", region], WorkspaceIds = [DocumentedEndpoints.Workspace], Cloud = cloud };

        Assert.Contains(message, Refusal("AzureMonitorAgent", request));
        Assert.Contains("--allow-unknown-region or -AllowUnknownRegion", Refusal("AzureMonitorAgent", request));

        IReadOnlyList<PresetHost> hosts = EndpointPresets.Get("AzureMonitorAgent").Expand(request with { AllowsUnknownRegions = true });
        Assert.Contains(hosts, h => h.Pattern.ToString().StartsWith($"{region}.handler.control.monitor.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_region_that_a_preset_of_Azure_names_is_known() => Assert.All(Enum.GetValues<AzureCloud>(), cloud =>
        Assert.Empty(EndpointPresets.Get("Automation").RegionsOf(cloud).Except(EndpointPresets.RegionsOf(cloud))));

    [Fact]
    public void What_is_missing_or_unknown_is_said()
    {
        Assert.Contains("Region and WorkspaceId", Refusal("AzureMonitorAgent", new PresetRequest { Regions = ["westeurope"] }));
        Assert.Contains("West US 3", Refusal("Automation", new PresetRequest { Regions = ["Atlantis"] }));
        Assert.Contains("need to know: GatewayName", Refusal("ArcGateway", new PresetRequest()));
        Assert.Equal("The hosts of Automation are named after {account}, not given: add --account or -AccountId.",
            Refusal("Automation", new PresetRequest { Regions = ["East US"] }));
        Assert.Contains("GUID", Refusal("MicrosoftMonitoringAgent", new PresetRequest { WorkspaceIds = ["contoso"] }));
        Assert.Contains("Public", Refusal("DefenderForEndpoint", new PresetRequest { Cloud = AzureCloud.China }));
        Assert.Contains("AzureArc", Assert.Throws<ConfigurationException>(() => EndpointPresets.Get("Arc")).Message);
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
