using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration;

/// <summary>The content of all sources at one moment, so that what is compared is what is read.</summary>
internal sealed class ConfigurationFiles(byte[]? settings, byte[]? hosts, byte[]? clients, WorkspaceDiscovery workspaces)
{
    public byte[]? Settings { get; } = settings;

    public byte[]? Hosts { get; } = hosts;

    public byte[]? Clients { get; } = clients;

    public WorkspaceDiscovery Workspaces { get; } = workspaces;

    public bool HasSameContent(ConfigurationFiles other) =>
        AreEqual(Settings, other.Settings) && AreEqual(Hosts, other.Hosts) && AreEqual(Clients, other.Clients)
        && Workspaces.Workspaces.SequenceEqual(other.Workspaces.Workspaces);

    private static bool AreEqual(byte[]? a, byte[]? b) => a is null || b is null ? a == b : a.AsSpan().SequenceEqual(b);

    /// <summary>Reads a file, or reports what keeps it from being read and gives null.</summary>
    public static byte[]? Read(string path, List<ConfigurationProblem> problems)
    {
        try
        {
            byte[]? content = FileContent.TryRead(path);
            if (content is null && AtomicFile.FindBackup(path) is { } backup)
                problems.Add(new ConfigurationProblem(path, 0, null, null, $"the file is missing since a change broke off; rename {backup} to it"));
            return content;
        }
        catch (UnauthorizedAccessException e) when (!Directory.Exists(path))
        {
            problems.Add(new ConfigurationProblem(path, 0, null, null, $"the file may not be read by this user: {e.Message} {Rights.Remedy}")
            {
                IsAccessDenied = true,
            });
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add(new ConfigurationProblem(path, 0, null, null, $"the file cannot be read: {e.Message}"));
            return null;
        }
    }
}
