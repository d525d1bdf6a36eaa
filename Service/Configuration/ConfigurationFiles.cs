using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration;

/// <summary>The content of the lists of one group of clients, or with <see langword="null"/> of the clients in none.</summary>
internal sealed record ListContents(string? Group, byte[]? Hosts, byte[]? Clients);

/// <summary>The content of all sources at one moment, so that what is compared is what is read.</summary>
internal sealed class ConfigurationFiles
{
    // Two readings see any import as a whole; the third is for another import that follows immediately.
    private const int MostReadings = 3;

    private readonly byte[]? _settings;

    private ConfigurationFiles(
        byte[]? settings, SettingsReading reading, IReadOnlyList<ListContents> lists, WorkspaceDiscovery workspaces, PolicyContent policy,
        SystemProxy? systemProxy)
    {
        _settings = settings;
        Reading = reading;
        Lists = lists;
        Workspaces = workspaces;
        Policy = policy;
        SystemProxy = systemProxy;
    }

    /// <summary>What the settings file and policy say together.</summary>
    public SettingsReading Reading { get; }

    /// <summary>The lists of the clients in no group first, then those of each group of <see cref="Reading"/> in its order.</summary>
    public IReadOnlyList<ListContents> Lists { get; }

    public WorkspaceDiscovery Workspaces { get; }

    public PolicyContent Policy { get; }

    /// <summary>What the operating system's proxy settings say; null when the settings do not ask for them.</summary>
    public SystemProxy? SystemProxy { get; }

    /// <summary>Whether an import is under way, or broke off: what it brings counts, and is not in all files yet.</summary>
    public bool IsUnfinished { get; private init; }

    /// <summary>Reads the settings, and the lists of the groups that they name, all as they were at one moment.</summary>
    public static ConfigurationFiles Read(
        ConfigurationStore store, WorkspaceDiscovery workspaces, PolicyContent policy, List<ConfigurationProblem> problems)
    {
        for (int left = MostReadings; ; left--)
        {
            // An import during the reading leaves its journal or other settings, and a reader sees the whole of it after that.
            (FileStamp, FileStamp) before = Stamp(store);
            List<ConfigurationProblem> found = [];
            ConfigurationFiles files = ReadOnce(store, workspaces, policy, found);
            if (left > 1 && before != Stamp(store)) continue;
            problems.AddRange(found);
            return files;
        }
    }

    private static ConfigurationFiles ReadOnce(
        ConfigurationStore store, WorkspaceDiscovery workspaces, PolicyContent policy, List<ConfigurationProblem> problems)
    {
        StoreJournal? journal = ReadJournal(store.Directory, problems);
        byte[]? settings = Read(store.SettingsPath, journal, problems);
        SettingsReading reading = SettingsReader.Read(store.SettingsPath, settings, store.Protector, PolicyReader.Read(policy));
        string?[] groups = [null, .. reading.Settings.Groups.Select(g => g.Name)];
        ListContents[] lists =
        [
            .. groups.Select(g => new ListContents(g, Read(store.HostListPathOf(g), journal, problems), Read(store.ClientListPathOf(g), journal, problems))),
        ];
        SystemProxy? systemProxy = reading.Settings.RelayProxyMode == RelayProxyMode.System ? store.SystemProxySource.Read() : null;
        return new ConfigurationFiles(settings, reading, lists, workspaces, policy, systemProxy) { IsUnfinished = journal is not null };
    }

    /// <summary>What the settings file says without policy.</summary>
    public SettingsReading ReadWithoutPolicy(ConfigurationStore store) => SettingsReader.Read(store.SettingsPath, _settings, store.Protector);

    private static (FileStamp Journal, FileStamp Settings) Stamp(ConfigurationStore store) =>
        (FileStamp.Of(StoreJournal.PathIn(store.Directory)), FileStamp.Of(store.SettingsPath));

    public bool HasSameContent(ConfigurationFiles other) =>
        AreEqual(_settings, other._settings)
        && Lists.Count == other.Lists.Count && Lists.Zip(other.Lists, (a, b) => AreEqual(a.Hosts, b.Hosts) && AreEqual(a.Clients, b.Clients)).All(same => same)
        && Workspaces.Workspaces.SequenceEqual(other.Workspaces.Workspaces) && Equals(SystemProxy, other.SystemProxy)
        && Policy.Equals(other.Policy);

    /// <summary>Whether a file that had content has none, or is gone.</summary>
    public bool HasVanishedSince(ConfigurationFiles before) =>
        HasVanished(before._settings, _settings)
        || Lists.Any(now => before.Lists.FirstOrDefault(l => l.Group == now.Group) is { } old
            && (HasVanished(old.Hosts, now.Hosts) || HasVanished(old.Clients, now.Clients)));

    private static bool HasVanished(byte[]? before, byte[]? now) => before is { Length: > 0 } && now is not { Length: > 0 };

    private static bool AreEqual(byte[]? a, byte[]? b) => a is null || b is null ? a == b : a.AsSpan().SequenceEqual(b);

    /// <summary>Reads a file, or reports what keeps it from being read and gives null.</summary>
    public static byte[]? Read(string path, List<ConfigurationProblem> problems) =>
        Read(path, ReadJournal(Path.GetDirectoryName(path)!, problems), problems);

    private static byte[]? Read(string path, StoreJournal? journal, List<ConfigurationProblem> problems)
    {
        if (journal is not null && journal.Has(path, out byte[]? decided)) return decided;
        return Try(path, problems, () =>
        {
            byte[]? content = FileContent.TryRead(path);
            if (content is null && AtomicFile.FindBackup(path) is { } backup)
                problems.Add(new ConfigurationProblem(path, 0, null, null, $"the file is missing since a change broke off; rename {backup} to it"));
            return content;
        });
    }

    private static StoreJournal? ReadJournal(string directory, List<ConfigurationProblem> problems) =>
        Try(StoreJournal.PathIn(directory), problems, () => StoreJournal.TryRead(directory));

    private static T? Try<T>(string path, List<ConfigurationProblem> problems, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Add(new ConfigurationProblem(path, 0, null, null, $"this user has no right to read the file: {e.Message} {Rights.Remedy}")
            {
                IsAccessDenied = true,
            });
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            problems.Add(new ConfigurationProblem(path, 0, null, null, $"the file cannot be read: {e.Message}"));
            return null;
        }
    }
}
