using System.Xml;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>Changes settings in the file, provided that the file is valid afterwards.</summary>
internal sealed class SettingsChange(ConfigurationStore store)
{
    /// <summary>The settings as policy and the file have them.</summary>
    /// <exception cref="ConfigurationException">One of them has problems.</exception>
    public SettingsReading Read()
    {
        SettingsReading reading = store.ReadSettings(StoreTransaction.Read(store.SettingsPath));
        StoreTransaction.ThrowIfAny(reading.Problems);
        return reading;
    }

    /// <summary>The settings, or null when they have problems.</summary>
    public GatewaySettings? FindValid()
    {
        SettingsReading reading = store.ReadSettings(StoreTransaction.Read(store.SettingsPath));
        return reading.Problems.Count == 0 ? reading.Settings : null;
    }

    /// <summary>Makes a change that concerns some settings.</summary>
    /// <param name="names">The settings changed: a file in which one of them was invalid may be fixed bit by bit.</param>
    /// <param name="edit">The change.</param>
    public bool Run(IReadOnlyList<string> names, Action<SettingsEditor> edit) =>
        StoreTransaction.Run(store, store.SettingsPath, old => Apply(old, names, edit));

    /// <summary>Says whether a change would be refused, and writes nothing; the parameters are those of <see cref="Run"/>.</summary>
    /// <exception cref="ConfigurationException">It would be.</exception>
    public void Check(IReadOnlyList<string> names, Action<SettingsEditor> edit) =>
        Apply(StoreTransaction.Read(store.SettingsPath), names, edit);

    /// <summary>Puts a value into the file, or takes the setting out of it where the value is empty.</summary>
    /// <exception cref="ConfigurationException">The value is not valid, or Group Policy sets another.</exception>
    public void Put(SettingsEditor editor, SettingDefinition definition, string value)
    {
        string text = ToFileText(definition, value, editor.Get(definition.Name));
        // What policy says may stand in the file as well: the relay proxy's password is kept for the address and the user beside it.
        if (store.ReadPolicy().Values.TryGetValue(definition, out string? set) && !IsSame(definition, text, set))
            throw GatewayPolicy.Refuse($"{definition.Name} is");
        if (text.Length == 0) editor.Remove(definition.Name);
        else editor.Set(definition.Name, text);
    }

    /// <summary>The canonical text of a value, for a secret its protected form.</summary>
    public string ToFileText(SettingDefinition definition, string value, string? fileText)
    {
        if (definition.Kind == SettingKind.Secret) return value.Length == 0 ? "" : Protect(value, fileText);
        var settings = new GatewaySettings();
        value = value.Trim();
        if (definition.TryApply(value, ref settings, out string? error)) return definition.Format(settings);
        throw new ConfigurationException(
            $"{definition.Name} = '{Printable.Shorten(definition.Shown(value) ?? "", 120)}': {error} (default: {definition.ShownDefault})");
    }

    public static SettingDefinition Find(string name) =>
        SettingDefinitions.Find(name.Trim()) ?? throw new ConfigurationException(SettingDefinitions.Unknown(name));

    private static bool IsSame(SettingDefinition definition, string one, string other)
    {
        (GatewaySettings a, GatewaySettings b) = (new(), new());
        return definition.TryApply(one, ref a, out _) && definition.TryApply(other, ref b, out _) && definition.Format(a) == definition.Format(b);
    }

    private byte[]? Apply(byte[]? old, IReadOnlyList<string> names, Action<SettingsEditor> edit)
    {
        SettingsReading before = store.ReadSettings(old);
        SettingsEditor editor = Open(old, before);
        edit(editor);
        if (!editor.IsChanged) return null;
        byte[] changed = editor.ToBytes();
        SettingsReading after = store.ReadSettings(changed);
        // Only what the change causes counts: problems of the policy were there before and must not prevent it.
        IReadOnlyList<ConfigurationProblem> caused = after.ProblemsSince(before);
        if (caused.Count > 0)
        {
            // A setting that was wrong can be put right while others are still wrong.
            bool isRepair = Concerns(before.FileProblems, names) && !Concerns(caused, names);
            string reason = before.FileProblems.Count == 0
                ? "the change would leave the settings invalid:"
                : "the settings file has problems; fix them first:";
            if (!isRepair) throw new ConfigurationException($"Nothing was changed, because {reason}", caused);
        }

        return changed;
    }

    private SettingsEditor Open(byte[]? content, SettingsReading reading)
    {
        try
        {
            var editor = new SettingsEditor(content);
            if (editor.HasRoot) return editor;
        }
        catch (XmlException)
        {
            // The reader has reported the same, with the line and the remedy.
        }

        throw new ConfigurationException("Nothing was changed, because the settings file cannot be edited:", reading.FileProblems);
    }

    // The same secret again is no change, although protecting it gives another text each time.
    private string Protect(string secret, string? fileText)
    {
        try
        {
            if (!string.IsNullOrEmpty(fileText) && store.Protector.Unprotect(fileText!) == secret) return fileText!;
        }
        catch (SecretException)
        {
            // It is replaced.
        }

        return store.Protector.Protect(secret);
    }

    private static bool Concerns(IEnumerable<ConfigurationProblem> problems, IReadOnlyList<string> names) =>
        problems.Any(p => names.Contains(p.Key ?? "", StringComparer.OrdinalIgnoreCase));
}
