using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>
/// The settings of a configuration directory. Every method throws <see cref="ConfigurationException"/> with a message for a person, and then
/// nothing has changed.
/// </summary>
public sealed class SettingsAdministration
{
    // Not a secret's length or anything else about it, only that there is one.
    private const string HiddenSecret = "(set)";

    private readonly ConfigurationStore _store;
    private readonly SettingsChange _change;
    private readonly Action<string>? _warn;

    /// <param name="store">The store.</param>
    /// <param name="change">Changes the settings file.</param>
    /// <param name="warn">Told what a change that was made leaves to be done by hand.</param>
    internal SettingsAdministration(ConfigurationStore store, SettingsChange change, Action<string>? warn)
    {
        _store = store;
        _change = change;
        _warn = warn;
    }

    /// <summary>All settings with their values in force; of the password only whether it is set.</summary>
    public IReadOnlyList<SettingValue> GetAll()
    {
        SettingsReading reading = _change.Read();
        return SettingDefinitions.All.Select(definition =>
        {
            bool isDefault = reading.IsDefault(definition);
            string value = definition.Kind == SettingKind.Secret && !isDefault ? HiddenSecret : definition.Format(reading.Settings);
            return new SettingValue(definition, value, isDefault) { IsSetByPolicy = reading.Policy.Values.ContainsKey(definition) };
        }).ToArray();
    }

    /// <summary>
    /// The value that Group Policy sets for a setting, in the form of <see cref="Get"/>; null where it sets none, or one that is not
    /// valid. The settings file is not read, so that this needs no rights.
    /// </summary>
    public string? FindSetByPolicy(string name)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        var settings = new GatewaySettings();
        return _store.ReadPolicy().Values.TryGetValue(definition, out string? value) && definition.TryApply(value, ref settings, out _)
            ? definition.Format(settings)
            : null;
    }

    /// <summary>One setting; the name may be in any case.</summary>
    public SettingValue Get(string name)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        return GetAll().First(s => s.Definition == definition);
    }

    /// <summary>
    /// Changes a setting; the name may be in any case. An empty value returns an optional setting to "none". The firewall rule goes
    /// with the port, even with one that the file names already because somebody has edited it; a running gateway is given some seconds
    /// to move first.
    /// </summary>
    public bool Set(string name, string value)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        bool isChanged = _change.Run([definition.Name], editor => _change.Put(editor, definition, value));
        if (definition == SettingDefinitions.ListenPort) FollowPort();
        return isChanged;
    }

    /// <summary>Says whether <see cref="Set"/> would be refused, and changes nothing.</summary>
    public void Check(string name, string value)
    {
        SettingDefinition definition = SettingsChange.Find(name);
        _change.Check([definition.Name], editor => _change.Put(editor, definition, value));
    }

    /// <summary>
    /// Returns a setting to its default, or takes an unknown one out of the file; false when the file does not name it. The relay proxy's
    /// credentials and fallbacks go with its address, and its password with the user name: none is valid alone.
    /// </summary>
    public bool Reset(string name)
    {
        string[] names = RelayProxyDefinitions.WithDependents(name.Trim());
        bool isChanged = _change.Run(names, editor => Reset(editor, names));
        if (SettingDefinitions.Find(names[0]) == SettingDefinitions.ListenPort) FollowPort();
        return isChanged;
    }

    /// <summary>Says whether <see cref="Reset(string)"/> would be refused, and changes nothing.</summary>
    public void CheckReset(string name)
    {
        string[] names = RelayProxyDefinitions.WithDependents(name.Trim());
        _change.Check(names, editor => Reset(editor, names));
    }

    /// <summary>Has the firewall rule follow the port of the settings; without valid settings the service has none to move to.</summary>
    private void FollowPort()
    {
        if (_change.FindValid() is { } settings) new PortChange(_store, _warn).Follow(settings);
    }

    private void Reset(SettingsEditor editor, string[] names)
    {
        // Throws if there is no such setting. An element of the file can be removed even if this version does not know it.
        if (!editor.Contains(names[0])) SettingsChange.Find(names[0]);
        if (SettingDefinitions.Find(names[0]) is { } definition && _store.ReadPolicy().Values.ContainsKey(definition))
            throw GatewayPolicy.Refuse($"{definition.Name} is");
        foreach (string name in names) editor.Remove(name);
    }
}
