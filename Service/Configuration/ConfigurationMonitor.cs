using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration;

/// <summary>Notices changes of the configuration by polling, which unlike change notifications misses none. Not thread-safe.</summary>
public sealed class ConfigurationMonitor
{
    // A file is locked or half replaced for a moment; one that stays unreadable this long is a problem to report.
    private const int PatientPolls = 5;

    private readonly ConfigurationStore _store;
    private FileStamp[] _stamps = [];
    private ConfigurationFiles? _files;
    private PolicyContent _policy = PolicyContent.None;
    private IReadOnlyList<ConfigurationProblem> _warnings = [];
    private string? _reportedFailure;
    private int _failedPolls;
    private bool _isWaiting;

    /// <summary>Watches a store.</summary>
    public ConfigurationMonitor(ConfigurationStore store) => _store = store;

    /// <summary>
    /// The configuration when its content changed since the last call, else null. The first call always gives a result.
    /// Cheap enough for every second: it reads a file only when its size or time changed. A file that is locked or being
    /// replaced is tried again at the next calls, and reported when it stays so for five of them; one that was deleted counts
    /// as such from the second call on. A changed policy counts once two calls in a row have found it. Warnings that the last result had as
    /// well are not given again.
    /// </summary>
    public ConfigurationResult? Poll()
    {
        // Before reading: a change during the reading shows at the next poll.
        FileStamp[] stamps = [.. Paths.Select(FileStamp.Of)];
        WorkspaceDiscovery workspaces = _store.WorkspaceSource.Read();
        PolicyContent policy = _store.PolicySource.Read();
        if (IsBeingWritten(policy)) return null;
        if (_files is not null && _failedPolls == 0 && !_isWaiting && stamps.SequenceEqual(_stamps) && !stamps.Any(s => s.IsUncertain)
            && workspaces.Workspaces.SequenceEqual(_files.Workspaces.Workspaces) && policy.Equals(_files.Policy)
            && (_files.SystemProxy is null || _store.SystemProxySource.Read().Equals(_files.SystemProxy)))
        {
            return null;
        }

        var problems = new List<ConfigurationProblem>();
        var files = ConfigurationFiles.Read(_store, workspaces, policy, problems);
        if (problems.Count > 0) return ReportFailure(files, problems);
        if (IsBeingReplaced(files, stamps)) return null;
        bool isSame = _reportedFailure is null && _files is not null && files.HasSameContent(_files)
            && KeyStamp(stamps) == KeyStamp(_stamps);
        _failedPolls = 0;
        _isWaiting = false;
        _reportedFailure = null;
        _stamps = stamps;
        _files = files;
        return isSame ? null : WithNewWarnings(_store.Load(files, problems));
    }

    private ConfigurationResult WithNewWarnings(ConfigurationResult result)
    {
        IReadOnlyList<ConfigurationProblem> known = _warnings;
        _warnings = result.Warnings;
        return new ConfigurationResult(result.Configuration, result.Problems, [.. result.Warnings.Except(known)], result.SkippedLines);
    }

    // With the lists of the groups that were known last: those that come with other settings are seen at the next poll. The key file last:
    // when it is restored, a password that was unreadable may be readable.
    private IEnumerable<string> Paths =>
    [
        _store.SettingsPath,
        .. (_files?.Lists.Select(l => l.Group) ?? [null]).SelectMany(group => new[] { _store.HostListPathOf(group), _store.ClientListPathOf(group) }),
        StoreJournal.PathIn(_store.Directory),
        _store.KeyPath,
    ];

    private static FileStamp? KeyStamp(FileStamp[] stamps) => stamps.Length == 0 ? null : stamps[stamps.Length - 1];

    /// <summary>
    /// Whether to look again before believing what was read: a file changed meanwhile, or one that had content has none.
    /// Many editors empty or delete a file before they write it anew, and no setting must fall back to its default for that.
    /// </summary>
    private bool IsBeingReplaced(ConfigurationFiles files, FileStamp[] stamps)
    {
        if (_files is null || _isWaiting) return false;
        _isWaiting = files.HasVanishedSince(_files) || !stamps.SequenceEqual(Paths.Select(FileStamp.Of));
        return _isWaiting;
    }

    /// <summary>
    /// Whether to look again before believing what was read: Windows takes a policy in value by value, and may delete all of them first. What
    /// is in force counts meanwhile, and no setting falls back for a moment to what the file says.
    /// </summary>
    private bool IsBeingWritten(PolicyContent policy)
    {
        bool isNew = _files is not null && !policy.Equals(_files.Policy) && !policy.Equals(_policy);
        _policy = policy;
        return isNew;
    }

    private ConfigurationResult? ReportFailure(ConfigurationFiles files, List<ConfigurationProblem> problems)
    {
        _failedPolls++;
        string failure = string.Join("\n", problems);
        bool isNews = failure != _reportedFailure && (_failedPolls >= PatientPolls || _files is null);
        if (!isNews) return null;
        _reportedFailure = failure;
        _files ??= files;
        return _store.Load(files, problems);
    }
}
