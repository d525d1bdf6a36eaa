using System.Xml.Linq;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>
/// Reads what is carried from a configuration directory. What Group Policy sets is another computer's to get from there; the lists here of
/// a group that only policy has are this gateway's own.
/// </summary>
/// <param name="store">The directory.</param>
/// <param name="warn">Told of each line of a list that is no entry.</param>
internal sealed class LocalState(ConfigurationStore store, Action<string>? warn)
{
    /// <summary>Reads all of it.</summary>
    /// <exception cref="ConfigurationException">A file cannot be read, or is wrong.</exception>
    public TransferState Read()
    {
        TransferState state = Read(out IReadOnlyList<ConfigurationProblem> problems);
        if (problems.FirstOrDefault(p => p.IsAccessDenied) is { } denied) throw ConfigurationException.Denied(denied.File);
        if (problems.Count == 0) return state;
        bool isValidWithPolicy = store.Load().Configuration is not null;
        throw new ConfigurationException(isValidWithPolicy
            ? "The files are valid only together with what Group Policy sets here, which is not carried. Put the same values into them, or fix them first:"
            : "The configuration has problems; fix them first:", problems);
    }

    /// <summary>Reads what can be read, for a comparison with what is to replace it.</summary>
    /// <param name="problems">What is wrong with the rest.</param>
    public TransferState Read(out IReadOnlyList<ConfigurationProblem> problems)
    {
        List<ConfigurationProblem> found = [];
        var files = ConfigurationFiles.Read(store, Workspaces.WorkspaceDiscovery.None, store.PolicySource.Read(), found);
        SettingsReading reading = files.ReadWithoutPolicy(store);
        found.AddRange(reading.Problems);
        TransferLists[] lists = [.. files.Lists.Select(contents => Lists(contents, found)).Where(lists => !lists.IsEmpty || IsOwn(lists.Group, reading))];
        XElement? own = Own(found);
        problems = found;
        return new TransferState(reading, lists, own, TransferSecret.Of(reading.Settings.RelayProxy?.Password));
    }

    private static bool IsOwn(string? group, SettingsReading reading) =>
        group is null || reading.Settings.Groups.Any(own => ClientGroupSettings.IsSameName(own.Name, group));

    private TransferLists Lists(ListContents contents, List<ConfigurationProblem> problems)
    {
        string record = store.AppliedPresetsPathOf(contents.Group);
        return new TransferLists(
            contents.Group,
            Lines(contents.Hosts, content => ListFiles.Hosts(store.HostListPathOf(contents.Group), content)),
            Lines(contents.Clients, content => ListFiles.Subjects(store.ClientListPathOf(contents.Group), content)),
            Try(record, problems, content => AppliedPresetsFile.Read(record, content)) ?? []);
    }

    private TransferLines Lines<T>(byte[]? content, Func<byte[], ListFile<T>> open)
        where T : class, IEquatable<T>
    {
        (TransferLines lines, IReadOnlyList<ConfigurationProblem> skipped) = TransferLines.Read(content, open);
        foreach (ConfigurationProblem problem in skipped) warn?.Invoke($"{problem} ({ListFile<T>.Skipped})");
        return lines;
    }

    private XElement? Own(List<ConfigurationProblem> problems) => Try(store.OwnPresetsPath, problems, content =>
    {
        if (content is null) return null;
        PresetReader.Read(store.OwnPresetsPath, content, isOwn: true);
        return OwnPresetsText.Normalize(SettingsXml.Parse(content).Root!);
    });

    private static T? Try<T>(string path, List<ConfigurationProblem> problems, Func<byte[]?, T?> read)
        where T : class
    {
        int known = problems.Count;
        byte[]? content = ConfigurationFiles.Read(path, problems);
        if (problems.Count > known) return null;
        try
        {
            return read(content);
        }
        catch (ConfigurationException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }
}
