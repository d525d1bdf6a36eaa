using OmsGateway.Configuration;

namespace OmsGateway.CustomActions.Legacy;

/// <summary>Microsoft's gateway's lists, which are removed together with it and therefore read before anything changes.</summary>
/// <param name="Hosts">The content of <c>allowedlist_server.txt</c>, or null.</param>
/// <param name="Clients">The content of <c>allowedlist_client.txt</c>, or null.</param>
internal sealed record LegacyLists(byte[]? Hosts, byte[]? Clients)
{
    // Real lists have a few lines; anything larger is something else.
    private const int MaximumBytes = 1024 * 1024;

    /// <summary>Reads the lists of the first folder that has any.</summary>
    public static LegacyLists Read(IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            byte[]? hosts = TryRead(folder, ConfigurationStore.HostListFileName);
            byte[]? clients = TryRead(folder, ConfigurationStore.ClientListFileName);
            if (hosts is not null || clients is not null) return new LegacyLists(hosts, clients);
        }

        return new LegacyLists(null, null);
    }

    private static byte[]? TryRead(string folder, string name)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, name));
            return file.Exists && file.Length <= MaximumBytes ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
