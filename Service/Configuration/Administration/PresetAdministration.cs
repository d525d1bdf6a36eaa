using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The presets of a configuration directory, the shipped ones and the administrator's own, and the record of those that were applied.
/// Every method throws <see cref="ConfigurationException"/> with a message for a person.
/// </summary>
public sealed class PresetAdministration
{
    private readonly ConfigurationStore _store;
    private readonly HostAdministration _hosts;
    private readonly string _record;

    /// <param name="store">The store.</param>
    /// <param name="hosts">Changes the list.</param>
    /// <param name="record">Full path of the record that belongs to it.</param>
    internal PresetAdministration(ConfigurationStore store, HostAdministration hosts, string record)
    {
        _store = store;
        _hosts = hosts;
        _record = record;
    }

    /// <summary>Every preset, the shipped ones first.</summary>
    public IReadOnlyList<EndpointPreset> All => [.. EndpointPresets.All, .. ReadOwn()];

    /// <summary>The preset of that name, in any case.</summary>
    /// <remarks>A fault in the file of one's own is no reason to miss a shipped one.</remarks>
    public EndpointPreset Get(string name) =>
        Find(EndpointPresets.All, name) ?? Find(All, name) ?? throw new ConfigurationException(EndpointPresets.Unknown(name, All));

    /// <summary>Adds a preset's hosts to the list, notes that it was applied, and returns those that were not there.</summary>
    public IReadOnlyList<HostPattern> Apply(EndpointPreset preset, PresetRequest request) => Apply(preset, request, out _);

    /// <summary>Adds a preset's hosts to the list, notes that it was applied, and returns those that were not there.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="request">What it is told.</param>
    /// <param name="isNoted">Whether the record of what was applied has changed.</param>
    public IReadOnlyList<HostPattern> Apply(EndpointPreset preset, PresetRequest request, out bool isNoted)
    {
        HostPattern[] hosts = Expand(preset, request);
        // A damaged record must be reported before the list has changed.
        _ = Applied;
        IReadOnlyList<HostPattern> added = _hosts.AddRange(hosts);
        isNoted = Note(preset, request, added);
        return added;
    }

    /// <summary>Notes that a preset was applied, whose hosts are on the list.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="request">What it was told.</param>
    /// <param name="added">The hosts that were not on the list before.</param>
    /// <returns>Whether the record has changed.</returns>
    public bool Note(EndpointPreset preset, PresetRequest request, IReadOnlyList<HostPattern> added)
    {
        HostPattern[] hosts = Expand(preset, request);
        return ChangeRecord(record => [.. record, new AppliedPreset(preset.Name, request, hosts) { ListedBefore = ListedBefore(record, hosts, added) }]);
    }

    /// <summary>Notes that an administrator asks for hosts himself, so that they stay whatever becomes of the presets that have them too.</summary>
    /// <param name="hosts">The hosts, which are on the list.</param>
    public void KeepAsOwn(IReadOnlyCollection<HostPattern> hosts)
    {
        if (!Applied.Any(applied => hosts.Any(applied.Brought))) return;
        ChangeRecord(record => record.Select(applied => applied with { ListedBefore = [.. applied.ListedBefore, .. hosts.Where(applied.Brought)] }));
    }

    /// <summary>The presets that were applied, in the order in which they were.</summary>
    public IReadOnlyList<AppliedPreset> Applied => ReadRecord(StoreTransaction.Read(_record));

    /// <summary>The presets of that name, in any case, that were applied, each with what it was told.</summary>
    public IReadOnlyList<AppliedPreset> FindApplied(string name) => [.. Applied.Where(applied => applied.IsOf(name))];

    /// <summary>
    /// The listed hosts that came by the preset of that name and that nothing else needs: neither another applied preset nor an
    /// administrator who had listed them before, or has added them by name since.
    /// </summary>
    public IReadOnlyList<HostPattern> FindHostsOnlyOf(string name)
    {
        ILookup<bool, AppliedPreset> record = Applied.ToLookup(applied => applied.IsOf(name));
        IReadOnlyList<EndpointPreset> all = Named(record[false]);
        HashSet<HostPattern> kept =
        [
            .. record[false].SelectMany(applied => applied.Hosts.Concat(Now(all, applied).Hosts.Select(host => host.Pattern))),
            .. record[true].SelectMany(applied => applied.ListedBefore),
        ];
        HashSet<HostPattern> brought = [.. record[true].SelectMany(applied => applied.Hosts).Where(host => !kept.Contains(host))];
        return [.. _hosts.Get().Select(host => host.Pattern).Where(brought.Contains)];
    }

    /// <summary>Forgets that the preset of that name was applied, whatever it was told, and takes hosts off the list.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="hosts">None, or those of <see cref="FindHostsOnlyOf"/>.</param>
    public void Forget(string name, IReadOnlyList<HostPattern> hosts)
    {
        // In this order it can be tried again when the second fails.
        _hosts.RemoveRange(hosts);
        ChangeRecord(record => record.Where(applied => !applied.IsOf(name)));
    }

    /// <summary>Compares each applied preset with what it is now; in the order in which they were applied.</summary>
    public IReadOnlyList<PresetDifference> Compare()
    {
        IReadOnlyList<AppliedPreset> record = Applied;
        if (record.Count == 0) return [];
        IReadOnlyList<EndpointPreset> all = Named(record);
        HashSet<HostPattern> listed = [.. _hosts.Get().Select(host => host.Pattern)];
        (IReadOnlyList<PresetHost> Hosts, string? Problem)[] now = [.. record.Select(applied => Now(all, applied))];
        // A preset that is no longer known needs the hosts that it was applied with.
        HashSet<HostPattern> wanted =
            [.. record.Zip(now, (applied, present) => present.Problem is null ? present.Hosts.Select(host => host.Pattern) : applied.Hosts)
                .SelectMany(hosts => hosts)];
        return [.. record.Zip(now, (applied, present) => present.Problem is not null
            ? new PresetDifference(applied, [], [], [], present.Problem)
            : new PresetDifference(
                applied,
                [.. present.Hosts.Where(host => !applied.Hosts.Contains(host.Pattern) && !listed.Contains(host.Pattern))],
                [.. applied.Hosts.Where(host => listed.Contains(host) && !wanted.Contains(host) && !applied.ListedBefore.Contains(host))],
                [.. applied.Hosts.Where(host => !listed.Contains(host) && present.Hosts.Any(h => h.Pattern.Equals(host)))],
                null))];
    }

    /// <summary>Brings the list up to date with what <see cref="Compare"/> found; what was taken off by hand stays off.</summary>
    /// <param name="differences">Those that are to be made up for.</param>
    /// <param name="removesGone">Whether hosts that a preset has no more are taken off the list.</param>
    /// <returns>The hosts that were added.</returns>
    public IReadOnlyList<HostPattern> Update(IReadOnlyList<PresetDifference> differences, bool removesGone)
    {
        IReadOnlyList<HostPattern> added = _hosts.AddRange([.. differences.SelectMany(d => d.New).Select(host => host.Pattern).Distinct()]);
        if (removesGone) _hosts.RemoveRange([.. differences.SelectMany(d => d.Gone).Distinct()]);
        IReadOnlyList<EndpointPreset> all = Named(differences.Select(d => d.Applied));
        ChangeRecord(record => record.Select(applied => differences.FirstOrDefault(d => d.Applied.IsSame(applied)) is { Problem: null } difference
            ? Renew(applied, [.. Now(all, applied).Hosts.Select(host => host.Pattern), .. removesGone ? [] : difference.Gone], record)
            : applied));
        return added;

        AppliedPreset Renew(AppliedPreset applied, HostPattern[] hosts, IReadOnlyList<AppliedPreset> record) =>
            applied with { Hosts = hosts, ListedBefore = ListedBefore(record, hosts, added) };
    }

    // A host that a preset has brought, another one or the same one earlier, is not one that the administrator listed.
    private static HostPattern[] ListedBefore(IReadOnlyList<AppliedPreset> record, IEnumerable<HostPattern> hosts, IReadOnlyList<HostPattern> added) =>
        [.. hosts.Where(host => !added.Contains(host) && !record.Any(applied => applied.Brought(host)))];

    /// <summary>What is wrong with the administrator's own presets; the running gateway does without them.</summary>
    internal IReadOnlyList<ConfigurationProblem> FindOwnProblems() => FindProblems(_store.OwnPresetsPath, content => ReadOwn(content));

    /// <summary>What is wrong with the record of the presets that were applied to the list; the running gateway does without it as well.</summary>
    internal IReadOnlyList<ConfigurationProblem> FindRecordProblems() => FindProblems(_record, content => ReadRecord(content));

    private static IReadOnlyList<ConfigurationProblem> FindProblems(string path, Action<byte[]?> read)
    {
        List<ConfigurationProblem> problems = [];
        byte[]? content = ConfigurationFiles.Read(path, problems);
        if (problems.Count > 0) return problems;
        try
        {
            read(content);
            return [];
        }
        catch (ConfigurationException e)
        {
            return e.Problems;
        }
    }

    private static (IReadOnlyList<PresetHost> Hosts, string? Problem) Now(IReadOnlyList<EndpointPreset> all, AppliedPreset applied)
    {
        if (Find(all, applied.Name) is not { } preset) return ([], EndpointPresets.Unknown(applied.Name, all));
        try
        {
            return (preset.Expand(applied.Request), null);
        }
        catch (ConfigurationException e)
        {
            return ([], e.Message);
        }
    }

    // Own presets are read only where one is named, since a damaged file of them must not keep the shipped ones from being compared.
    private IReadOnlyList<EndpointPreset> Named(IEnumerable<AppliedPreset> record) =>
        record.All(applied => Find(EndpointPresets.All, applied.Name) is not null) ? EndpointPresets.All : All;

    private static EndpointPreset? Find(IEnumerable<EndpointPreset> all, string name) =>
        all.FirstOrDefault(preset => preset.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static HostPattern[] Expand(EndpointPreset preset, PresetRequest request) => [.. preset.Expand(request).Select(host => host.Pattern)];

    private IReadOnlyList<EndpointPreset> ReadOwn() => ReadOwn(StoreTransaction.Read(_store.OwnPresetsPath));

    private IReadOnlyList<EndpointPreset> ReadOwn(byte[]? content) =>
        content is null ? [] : PresetReader.Read(_store.OwnPresetsPath, content, isOwn: true);

    private IReadOnlyList<AppliedPreset> ReadRecord(byte[]? content) => AppliedPresetsFile.Read(_record, content);

    private bool ChangeRecord(Func<IReadOnlyList<AppliedPreset>, IEnumerable<AppliedPreset>> change) =>
        StoreTransaction.Run(_store, _record, old =>
        {
            List<AppliedPreset> record = [];
            foreach (AppliedPreset applied in change(ReadRecord(old)))
            {
                int same = record.FindIndex(applied.IsSame);
                if (same < 0) record.Add(applied);
                // Applied again since: what is new is now listed. A different spelling or order alone is not a change.
                else record[same] = WithSpellingOf(record[same], applied);
            }

            return AppliedPresetsFile.Write(record);
        });

    private static AppliedPreset WithSpellingOf(AppliedPreset before, AppliedPreset applied) => applied with
    {
        Request = before.Request,
        Hosts = applied.Hosts.Count == before.Hosts.Count && !applied.Hosts.Except(before.Hosts).Any() ? before.Hosts : applied.Hosts,
    };
}
