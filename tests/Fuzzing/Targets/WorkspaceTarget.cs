using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Workspaces;
using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The registry data of the monitoring agent: a line for each key, its name and values separated by tabs.</summary>
internal sealed class WorkspaceTarget : FuzzTarget
{
    private const string Id = "01234567-89ab-cdef-0123-456789abcdef";
    private static readonly string[] Values = ["Topology Request Url", "Azure Cloud Type", "Is Cloud Workspace"];

    private static readonly string[] Domains = [".azure.com", ".azure.us", ".azure.cn", ".azure-automation.net", ".azure-automation.us", ".azure-automation.cn",
        ".core.windows.net", ".core.usgovcloudapi.net", ".core.chinacloudapi.cn"];

    public override string Name => "workspaces";

    public override int ShortRun => 10_000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Utf8(
        $"Log Analytics - {Id}\thttps://{Id}.oms.opinsights.azure.com/AgentService.svc/AgentTopologyRequest\t0\t1",
        $"Log Analytics - {Id}\thttps://{Id}.oms.opinsights.azure.us/x\t1\t1\nLog Analytics - AAAAAAAA-89ab-cdef-0123-456789abcdef\t\tb\u0001\u0002\t0",
        $"Renamed\thttps://{Id}.oms.opinsights.azure.cn/x\t\t");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Utf8(
        "\t", "\n", Id, "{" + Id + "}", "Log Analytics - ", "https://", ".oms.opinsights.azure.com", ".oms.opinsights.azure.us", "@", ":443", "/",
        "\\", "\u202e", "\u0661", "\0", "%2e", "\u3002", "xn--");

    public override void Try(byte[] input)
    {
        WorkspaceDiscovery found = WorkspaceReader.Read(new Keys(Encoding.UTF8.GetString(input)));
        foreach (string warning in found.Warnings) Invariant.IsMessage(warning, "A warning");
        Invariant.Same(found.Workspaces.Count, found.Workspaces.DistinctBy(w => w.Id).Count(), "Workspaces and distinct ids");
        foreach (Workspace workspace in found.Workspaces)
        {
            Invariant.Holds(Guid.TryParseExact(workspace.Id, "D", out Guid id) && id.ToString() == workspace.Id, "An id is no GUID in lower case");
            foreach (AllowedHost host in WorkspaceHosts.For(workspace))
            {
                Invariant.Holds(!host.Pattern.IsWildcard, "A workspace opens more than hosts");
                Invariant.Holds(Domains.Any(d => host.Pattern.Name.EndsWith(d, StringComparison.Ordinal)), "A workspace opens a host elsewhere");
            }
        }
    }

    private sealed class Keys(string text) : IServiceConnectorKeys
    {
        private readonly Dictionary<string, string[]> _keys = text.Split('\n').Select(l => l.Split('\t')).GroupBy(k => k[0])
            .ToDictionary(g => g.Key, g => g.First());

        public IReadOnlyList<string> GetNames() => [.. _keys.Keys];

        // A value that begins with "b" is binary, one that is a number a DWORD.
        public object? GetValue(string keyName, string valueName)
        {
            string? value = _keys[keyName].Skip(1).ElementAtOrDefault(Array.IndexOf(Values, valueName));
            return value is ['b', ..] ? Encoding.UTF8.GetBytes(value) : int.TryParse(value, out int number) ? number : value;
        }
    }
}
