using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>
/// Carries a configuration to another gateway, or back to this one, in one file: settings, groups, lists, applied and own presets. Every
/// method throws <see cref="ConfigurationException"/> with a message for a person, and then nothing has changed.
/// </summary>
public sealed class ConfigurationTransfer
{
    private readonly ConfigurationStore _store;
    private readonly Action<string>? _warn;

    /// <param name="store">The store.</param>
    /// <param name="warn">Told what was left out, and what is left to be done by hand.</param>
    internal ConfigurationTransfer(ConfigurationStore store, Action<string>? warn)
    {
        _store = store;
        _warn = warn;
    }

    /// <summary>Writes the configuration to a file, over one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">The passphrase that encrypts the relay proxy's password; null leaves the password out, and warns of it.</param>
    public void Export(string path, string? passphrase = null)
    {
        path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(path) ?? path;
        // Known by its lock, whatever path leads there; a folder in which nothing was changed yet has none.
        if (string.Equals(folder, _store.Directory, StringComparison.OrdinalIgnoreCase) || File.Exists(Path.Combine(folder, StoreLock.FileName)))
            throw new ConfigurationException($"{path} would stand among the gateway's own files; export to another folder.");
        TransferState state = new LocalState(_store, _warn).Read();
        OutputFile.Write(path, TransferWriter.Write(state, passphrase));
        if (state.Secret.IsSet && passphrase is null)
            _warn?.Invoke("The relay proxy's password is not in the file, since no passphrase was given to encrypt it with.");
    }

    /// <summary>What an import would change; nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it would be taken over.</param>
    public IReadOnlyList<TransferDifference> Compare(string path, ImportOptions options) => Plan(path, Open(path, options), options).Differences;

    /// <summary>
    /// Makes the configuration that of the file: what the file does not name goes back to its default, and groups that it does not have go
    /// with their lists. All of it comes into force at once, also if the computer fails meanwhile. A password that the file does not carry
    /// stays where it is for the same user at the same proxies, and else is forgotten. The firewall rule goes with the port.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is taken over.</param>
    /// <returns>What was changed.</returns>
    public IReadOnlyList<TransferDifference> Import(string path, ImportOptions options)
    {
        // Before the lock, for which others wait: to make a key of a passphrase takes a while.
        TransferState imported = Open(path, options);
        ImportPlan plan;
        using (StoreLock.Acquire(_store.Directory, _store.LockWait))
        {
            plan = Plan(path, imported, options);
            if (plan.Differences.Count > 0) Run(plan);
        }

        // Without the lock, since it waits for the gateway to listen on the new port.
        if (plan.Differences.Any(difference => difference.Item == SettingDefinitions.ListenPort.Name)
            && !_store.ReadPolicy().Values.ContainsKey(SettingDefinitions.ListenPort))
            new PortChange(_store, _warn).Follow(plan.Settings);
        return plan.Differences;
    }

    private TransferState Open(string path, ImportOptions options)
    {
        try
        {
            byte[] content = FileContent.TryRead(path, TransferFormat.MaximumBytes) ?? throw new ConfigurationException($"There is no file {path}.");
            return TransferReader.Read(path, content, options.Passphrase, _store.ReadPolicy());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ConfigurationException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private ImportPlan Plan(string path, TransferState imported, ImportOptions options)
    {
        var plan = new ImportPlan(_store, imported, options.KeepsAddresses);
        GatewayPolicy policy = _store.ReadPolicy();
        string[] overridden =
            [.. plan.Differences.Select(difference => difference.Item).Where(item => policy.Values.Keys.Any(definition => definition.Name == item))];
        if (overridden.Length > 0) _warn?.Invoke($"What {path} says of {string.Join(", ", overridden)} does not count while Group Policy sets it.");
        if (plan.PasswordNote is { } note) _warn?.Invoke($"{path} does not carry the relay proxy's password, or no passphrase was given. {note}");
        return plan;
    }

    private void Run(ImportPlan plan)
    {
        try
        {
            StoreJournal.Run(_store.Directory, plan.Files(), _store.BeforeStep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string outcome = File.Exists(StoreJournal.PathIn(_store.Directory))
                ? "The import is in force, but could not be written to all files; the next change does that"
                : "Nothing was imported";
            throw new ConfigurationException($"{outcome}: {e.Message}", e);
        }
    }
}
