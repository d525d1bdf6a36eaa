namespace OmsGateway.Configuration.Hosts;

/// <summary>
/// Suffixes under which every customer of a cloud gets names, so that a wildcard for one lets data leave to anybody's account. Unlike
/// those of <see cref="PublicSuffixes"/> they are listed all the same, with a warning, since some agents need them.
/// </summary>
internal static class SharedSuffixes
{
    private static readonly string[] Storage = ["blob", "dfs", "file", "queue", "table", "web"];

    private static readonly string[] Known =
    [
        .. Storage.Select(service => $"{service}.core.windows.net"),
        .. Storage.Select(service => $"{service}.core.usgovcloudapi.net"),
        .. Storage.Select(service => $"{service}.core.chinacloudapi.cn"),
        "servicebus.windows.net", "servicebus.usgovcloudapi.net", "servicebus.chinacloudapi.cn",
        "database.windows.net", "database.usgovcloudapi.net", "database.chinacloudapi.cn",
        "vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn",
        "gw.arc.azure.com", "documents.azure.com", "redis.cache.windows.net", "azure-api.net", "azurecr.io", "search.windows.net",
        "s3.amazonaws.com", "storage.googleapis.com",
    ];

    // Below each of these a region comes first and a customer's names below that.
    private static readonly string[] Regional =
    [
        "ingest.monitor.azure.com", "ingest.monitor.azure.us", "ingest.monitor.azure.cn",
        "metrics.ingest.monitor.azure.com", "metrics.ingest.monitor.azure.us", "metrics.ingest.monitor.azure.cn",
    ];

    /// <summary>Whether a wildcard before the suffix takes in names of more than one customer.</summary>
    public static bool Contains(string suffix) =>
        IsShared(suffix) || Known.Concat(Regional).Any(shared => shared == suffix || shared.EndsWith("." + suffix, StringComparison.Ordinal));

    /// <summary>Whether customers' names are the labels right before the suffix.</summary>
    public static bool IsShared(string suffix) =>
        Known.Contains(suffix) || Regional.Any(shared => suffix.EndsWith("." + shared, StringComparison.Ordinal)
            && suffix.IndexOf('.') == suffix.Length - shared.Length - 1);
}
