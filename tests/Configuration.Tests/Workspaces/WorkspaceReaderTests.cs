using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests.Workspaces;

public class WorkspaceReaderTests
{
    private const string Id = "a1b2c3d4-0000-1111-2222-333344445555";

    [Theory]
    [InlineData("com", 0, AzureCloud.Public)]
    [InlineData("us", 1, AzureCloud.Government)]
    [InlineData("cn", 0, AzureCloud.China)]
    // A Government agent set up with the wrong type reports to where its URL says.
    [InlineData("com", 1, AzureCloud.Public)]
    [InlineData("us", 0, AzureCloud.Government)]
    public void A_workspace_of_each_cloud_is_found(string domain, int cloudType, AzureCloud cloud)
    {
        var keys = new FakeKeys
        {
            ["Log Analytics - " + Id] = Values($"https://{Id}.oms.opinsights.azure.{domain}/AgentService.svc/AgentTopologyRequest", cloudType),
        };
        Assert.Equal(new Workspace(Id, cloud), Assert.Single(WorkspaceReader.Read(keys).Workspaces));
    }

    [Theory]
    [InlineData("log analytics - A1B2C3D4-0000-1111-2222-333344445555", null, null, AzureCloud.Public)]
    [InlineData("Log Analytics - " + Id, null, 1, AzureCloud.Government)]
    [InlineData("Log Analytics - " + Id, null, "1", AzureCloud.Government)]
    [InlineData("Log Analytics - " + Id, "nonsense", 7, AzureCloud.Public)]
    [InlineData("Log Analytics - " + Id, 42, null, AzureCloud.Public)]
    [InlineData("Renamed", "https://" + Id + ".oms.opinsights.azure.us/x", null, AzureCloud.Government)]
    [InlineData(Id, "https://other.example.com/x", null, AzureCloud.Public)]
    [InlineData("Log Analytics - " + Id, "https://" + Id + ".oms.opinsights.azure.us.evil.example/x", 0, AzureCloud.Public)]
    [InlineData("Log Analytics - " + Id, "https://" + Id + ".oms.notopinsights.azure.us/x", 0, AzureCloud.Public)]
    public void A_part_that_is_missing_or_odd_is_made_up_for_by_another(string name, object? url, object? cloudType, AzureCloud cloud)
    {
        var keys = new FakeKeys { [name] = new() { ["Topology Request Url"] = url, ["Azure Cloud Type"] = cloudType } };
        Assert.Equal(new Workspace(Id, cloud), Assert.Single(WorkspaceReader.Read(keys).Workspaces));
    }

    [Fact]
    public void Junk_is_skipped_with_a_warning()
    {
        var keys = new FakeKeys
        {
            ["Log Analytics - not-a-guid"] = Values("https://not-a-guid.oms.opinsights.azure.com/x", 0),
            [""] = [],
            ["Junk\u0007"] = new() { ["Topology Request Url"] = new byte[3] },
            ["{" + Id + "}"] = [],
            ["Log Analytics - " + Id] = Values(null, 0),
            ["Log Analytics - " + Id.Replace('a', 'b')] = new() { ["Is Cloud Workspace"] = 0 },
        };
        WorkspaceDiscovery discovery = WorkspaceReader.Read(keys);
        Assert.Equal(Id, Assert.Single(discovery.Workspaces).Id);
        Assert.Equal(5, discovery.Warnings.Count);
        Assert.DoesNotContain(discovery.Warnings, w => w.Any(char.IsControl));
    }

    [Fact]
    public void No_agent_means_no_workspace() => Assert.Empty(WorkspaceReader.Read(new FakeKeys()).Workspaces);

    [Theory]
    [InlineData(AzureCloud.Public, "ods.opinsights.azure.com oms.opinsights.azure.com agentsvc.azure-automation.net", "scadvisorcontent.blob.core.windows.net")]
    [InlineData(AzureCloud.Government, "ods.opinsights.azure.us oms.opinsights.azure.us agentsvc.azure-automation.us",
        "usbn1oicore.blob.core.usgovcloudapi.net")]
    [InlineData(AzureCloud.China, "ods.opinsights.azure.cn oms.opinsights.azure.cn agentsvc.azure-automation.cn", "mceast2oicore.blob.core.chinacloudapi.cn")]
    public void The_hosts_of_a_workspace_are_those_of_its_cloud(AzureCloud cloud, string suffixes, string blob)
    {
        string[] expected = [.. suffixes.Split(' ').Select(s => $"{Id}.{s}"), blob];
        Assert.Equal(expected, WorkspaceHosts.For(new Workspace(Id, cloud)).Select(h => h.Pattern.ToString()));
        Assert.All(WorkspaceHosts.For(new Workspace(Id, cloud)), h => Assert.Equal("workspace " + Id, h.Source));
    }

    [Fact]
    public void A_host_that_is_listed_and_discovered_is_shown_as_listed()
    {
        using var store = new TemporaryStore();
        store.Agent.Found = new([new Workspace(Id, AzureCloud.Public)], ["Something was skipped."]);
        store.Hosts = $"{Id}.ods.opinsights.azure.com\n";
        ConfigurationResult result = store.Store.Load();
        Assert.Equal(4, result.Configuration!.Hosts.Count);
        Assert.Equal("allowedlist_server.txt", store.Administration.Hosts.Check($"{Id}.ods.opinsights.azure.com").Entry!.Source);
        Assert.Equal("Something was skipped.", Assert.Single(result.Warnings, w => w.File == "HealthService").Message);
    }

    private static Dictionary<string, object?> Values(string? url, int cloudType) => new()
    {
        ["Topology Request Url"] = url, ["Azure Cloud Type"] = cloudType, ["Is Cloud Workspace"] = 1, ["Authentication Mode"] = 3,
    };

    private sealed class FakeKeys : Dictionary<string, Dictionary<string, object?>>, IServiceConnectorKeys
    {
        public IReadOnlyList<string> GetNames() => [.. Keys];

        public object? GetValue(string keyName, string valueName) => this[keyName].GetValueOrDefault(valueName);
    }
}
