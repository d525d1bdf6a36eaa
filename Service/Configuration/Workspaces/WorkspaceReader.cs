using System.Globalization;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Workspaces;

/// <summary>
/// Reads workspaces from the agent's registry keys: <c>Log Analytics - &lt;workspace id&gt;</c> with the values
/// "Topology Request Url" (https://&lt;workspace id&gt;.oms.opinsights.azure.com/…), "Azure Cloud Type" and
/// "Is Cloud Workspace". The layout is documented nowhere, so nothing of it is relied on alone.
/// </summary>
internal static class WorkspaceReader
{
    private const string NamePrefix = "Log Analytics - ";

    public static WorkspaceDiscovery Read(IServiceConnectorKeys keys)
    {
        var workspaces = new SortedDictionary<string, Workspace>(StringComparer.Ordinal);
        var warnings = new List<string>();
        foreach (string name in keys.GetNames())
        {
            string? url = keys.GetValue(name, "Topology Request Url") as string;
            string? host = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri.Host.ToLowerInvariant() : null;
            string? id = FindId(name, host);
            if (id is null)
                warnings.Add($"The agent's registry key '{Printable.Shorten(name, 120)}' names no workspace id and was skipped.");
            else if (ToNumber(keys.GetValue(name, "Is Cloud Workspace")) == 0)
                warnings.Add($"The agent's workspace {id} is not a cloud workspace and was skipped.");
            else
                workspaces[id] = new Workspace(id, FindCloud(host, ToNumber(keys.GetValue(name, "Azure Cloud Type"))));
        }

        return new WorkspaceDiscovery(workspaces.Values.ToArray(), warnings);
    }

    private static string? FindId(string keyName, string? host)
    {
        string suffix = keyName.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase) ? keyName.Substring(NamePrefix.Length) : keyName;
        foreach (string? candidate in new[] { suffix.Trim(), host?.Split('.')[0] })
        {
            if (Guid.TryParseExact(candidate, "D", out Guid id)) return id.ToString("D");
        }

        return null;
    }

    // The URL first: an agent set up with the wrong cloud type still reports to where its URL points.
    private static AzureCloud FindCloud(string? host, int? cloudType)
    {
        foreach (AzureCloud cloud in new[] { AzureCloud.Public, AzureCloud.Government, AzureCloud.China })
        {
            if (host is not null && host.EndsWith("." + WorkspaceHosts.InsightsDomain(cloud), StringComparison.Ordinal)) return cloud;
        }

        return cloudType == 1 ? AzureCloud.Government : AzureCloud.Public;
    }

    private static int? ToNumber(object? value) => value switch
    {
        int number => number,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        _ => null,
    };
}
