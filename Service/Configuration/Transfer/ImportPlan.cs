using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>What an import makes of the files of a directory.</summary>
internal sealed class ImportPlan
{
    // Specific to one computer.
    private static readonly string[] AddressNames =
        [nameof(GatewaySettings.ListenPort), nameof(GatewaySettings.ListenAddress), nameof(GatewaySettings.HealthPort), nameof(GatewaySettings.HealthAddress)];

    private readonly ConfigurationStore _store;
    private readonly TransferState _before;
    private readonly TransferState _after;
    private readonly bool _isBeforeValid;
    private readonly string? _password;

    /// <param name="store">The directory.</param>
    /// <param name="imported">What the file has.</param>
    /// <param name="keepsAddresses">Whether ports and addresses stay as they are here.</param>
    /// <exception cref="ConfigurationException">What comes out would be invalid, or the files here cannot be read.</exception>
    public ImportPlan(ConfigurationStore store, TransferState imported, bool keepsAddresses)
    {
        _store = store;
        _before = new LocalState(store, null).Read(out IReadOnlyList<ConfigurationProblem> problems);
        if (problems.FirstOrDefault(p => p.IsAccessDenied) is { } denied) throw ConfigurationException.Denied(denied.File);
        _isBeforeValid = problems.Count == 0;
        _after = keepsAddresses ? WithAddresses(_before, imported) : imported;
        // Only a check; the password makes no difference to it.
        SettingsContent(null);
        StoreJournal.CheckRoom(ListFiles());
        (_password, PasswordNote) = Password();
        Differences =
            [.. TransferComparison.Of(_before, _after, _password), .. problems.Select(problem => new TransferDifference("damage", problem.ToString(), null))];
    }

    /// <summary>What changes.</summary>
    public IReadOnlyList<TransferDifference> Differences { get; }

    /// <summary>What becomes of a password that is not carried, or null.</summary>
    public string? PasswordNote { get; }

    /// <summary>The settings after the import.</summary>
    public GatewaySettings Settings => _after.Settings.Settings;

    /// <summary>The files that change, and the settings last.</summary>
    /// <exception cref="ConfigurationException">The settings would be invalid, or the password cannot be protected.</exception>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Files() => [.. ListFiles(), new(ConfigurationStore.SettingsFileName, SettingsContent(_password))];

    private List<KeyValuePair<string, byte[]?>> ListFiles()
    {
        List<KeyValuePair<string, byte[]?>> files = [];
        foreach (TransferLists lists in _after.Lists)
        {
            TransferLists? before = _before.ListsOf(lists.Group);
            Add(files, _store.HostListPathOf(lists.Group), lists.Hosts.ToBytes(), before?.Hosts.Lines.SequenceEqual(lists.Hosts.Lines) == true);
            Add(files, _store.ClientListPathOf(lists.Group), lists.Clients.ToBytes(), before?.Clients.Lines.SequenceEqual(lists.Clients.Lines) == true);
            Add(files, _store.AppliedPresetsPathOf(lists.Group), lists.Applied.Count == 0 ? null : AppliedPresetsFile.Write(lists.Applied));
        }

        foreach (string? group in _before.Lists.Select(lists => lists.Group).Where(group => _after.ListsOf(group) is null))
            foreach (string path in new[] { _store.HostListPathOf(group), _store.ClientListPathOf(group), _store.AppliedPresetsPathOf(group) })
                Add(files, path, null);
        Add(files, _store.OwnPresetsPath, _after.OwnPresets is { } own ? OwnPresetsText.ToBytes(own) : null,
            _before.OwnPresets?.ToString() == _after.OwnPresets?.ToString());
        return files;
    }

    private void Add(List<KeyValuePair<string, byte[]?>> files, string path, byte[]? content, bool isSame = false)
    {
        CheckPlace(path);
        // An empty list is none; one that is there becomes empty, and is not deleted.
        if ((content is not { Length: > 0 } && !File.Exists(path)) || (isSame && _isBeforeValid)) return;
        if (content?.Length > FileContent.MaximumBytes)
            throw new ConfigurationException($"Nothing was imported: {path} would grow beyond the {FileContent.MaximumBytes} bytes that the gateway reads.");
        files.Add(new(Path.GetFileName(path), content));
    }

    // A directory there would block the import once it is decided, and every later change.
    private static void CheckPlace(string path)
    {
        if (Directory.Exists(path))
            throw new ConfigurationException($"Nothing was imported. {path}: {FileContent.IsDirectory}.", ConfigurationRefusal.Unavailable);
    }

    private byte[] SettingsContent(string? password)
    {
        CheckPlace(_store.SettingsPath);
        // A damaged file is replaced, its comments included.
        var editor = new SettingsEditor(_isBeforeValid ? ConfigurationFiles.Read(_store.SettingsPath, []) : null);
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            string text = Text(definition, password, editor);
            if (text.Length > 0 || (definition.Kind != SettingKind.Secret && _after.Settings.Lines.ContainsKey(definition))) editor.Set(definition.Name, text);
            else editor.Remove(definition.Name);
        }

        // In their order; where that is the same they keep their places, and the comments beside them.
        bool isSameOrder = _before.Settings.Settings.Groups.Select(group => group.Name).SequenceEqual(Settings.Groups.Select(group => group.Name));
        if (!isSameOrder) foreach (ClientGroupSettings group in _before.Settings.Settings.Groups) editor.RemoveGroup(group.Name);
        foreach (ClientGroupSettings group in Settings.Groups) editor.SetGroup(group);
        byte[] content = editor.ToBytes();
        IReadOnlyList<ConfigurationProblem> problems = SettingsReader.Read(_store.SettingsPath, content, _store.Protector).Problems;
        // With policy as well: the gateway uses the two together.
        if (problems.Count == 0) problems = _store.ReadSettings(content).ProblemsSince(_store.ReadSettings(ConfigurationFiles.Read(_store.SettingsPath, [])));
        return problems.Count == 0 ? content : throw new ConfigurationException("Nothing was imported, because it would leave the settings invalid:", problems);
    }

    private string Text(SettingDefinition definition, string? password, SettingsEditor editor)
    {
        if (definition.Kind != SettingKind.Secret) return _after.Settings.Lines.ContainsKey(definition) ? definition.Format(Settings) : "";
        try
        {
            return password is null ? "" : new SettingsChange(_store).ToFileText(definition, password, editor.Get(definition.Name));
        }
        catch (SecretException e)
        {
            throw new ConfigurationException($"Nothing was imported: {e.Message}", e);
        }
    }

    /// <summary>A password that is not carried goes to no other proxy and no other user than it was set for here.</summary>
    private (string? Password, string? Note) Password()
    {
        if (!_after.Secret.IsSet || _after.Secret.Password is not null) return (_after.Secret.Password, null);
        if (_before.Secret.Password is { } own && IsShownToSame(_before.Settings.Settings, Settings))
            return (own, "The one that is set here stays, since user and proxies are the same.");
        string forgotten = _before.Secret.IsSet ? "The one that is set here was for another user or proxy and is forgotten; set" : "Set";
        return (null, $"{forgotten} it with {SystemCommand.Of("Set-OMSGatewayRelayProxy", "relay set")}.");
    }

    private static bool IsShownToSame(GatewaySettings before, GatewaySettings after) =>
        before.RelayProxy?.Address == after.RelayProxy?.Address && before.RelayProxy?.UserName == after.RelayProxy?.UserName
        && before.RelayProxyAuthentication == after.RelayProxyAuthentication
        && (!after.RelayProxyShareCredentials
            || (before.RelayProxyShareCredentials && before.RelayProxyFallbacks.SequenceEqual(after.RelayProxyFallbacks)));

    private static TransferState WithAddresses(TransferState before, TransferState imported)
    {
        var reading = new SettingsReading(GatewayPolicy.None) { Settings = imported.Settings.Settings };
        foreach (KeyValuePair<SettingDefinition, int> line in imported.Settings.Lines) reading.Lines[line.Key] = line.Value;
        foreach (SettingDefinition definition in AddressNames.Select(name => SettingDefinitions.Find(name)!))
        {
            GatewaySettings settings = reading.Settings;
            definition.TryApply(definition.Format(before.Settings.Settings), ref settings, out _);
            reading.Settings = settings;
            if (before.Settings.Lines.ContainsKey(definition)) reading.Lines[definition] = 0;
            else reading.Lines.Remove(definition);
        }

        return imported with { Settings = reading };
    }
}
