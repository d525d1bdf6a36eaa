using System.Xml.Linq;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>What is carried: the configuration of a gateway, or that of an export.</summary>
/// <param name="Settings">The settings that are named, and the groups; of secrets none.</param>
/// <param name="Lists">The lists of the clients in no group first, then those of each group in the settings' order, then those of groups of policy.</param>
/// <param name="OwnPresets">The administrator's own presets, or null.</param>
/// <param name="Secret">What there is of the relay proxy's password.</param>
internal sealed record TransferState(SettingsReading Settings, IReadOnlyList<TransferLists> Lists, XElement? OwnPresets, TransferSecret Secret)
{
    /// <summary>The named settings but for secrets, in the order of the documentation.</summary>
    public IEnumerable<SettingDefinition> Named =>
        SettingDefinitions.All.Where(definition => definition.Kind != SettingKind.Secret && Settings.Lines.ContainsKey(definition));

    /// <summary>The lists of a group, or null where there is no such group.</summary>
    public TransferLists? ListsOf(string? group) =>
        Lists.FirstOrDefault(lists => group is null ? lists.Group is null : lists.Group is { } own && ClientGroupSettings.IsSameName(own, group));
}

/// <summary>The lists of one group of clients, or of the clients in none.</summary>
/// <param name="Group">The group's name, or null.</param>
/// <param name="Hosts">The lines of the list of allowed hosts.</param>
/// <param name="Clients">The lines of the list of allowed client certificates.</param>
/// <param name="Applied">The presets that were applied.</param>
internal sealed record TransferLists(string? Group, TransferLines Hosts, TransferLines Clients, IReadOnlyList<AppliedPreset> Applied)
{
    /// <summary>Whether nothing stands in them, not even a comment.</summary>
    public bool IsEmpty => Hosts.Lines.Count == 0 && Clients.Lines.Count == 0 && Applied.Count == 0;
}

/// <summary>A password: there is none, there is one that is not known here, or it is known.</summary>
internal sealed record TransferSecret(bool IsSet, string? Password)
{
    public static TransferSecret None { get; } = new(false, null);

    public static TransferSecret NotCarried { get; } = new(true, null);

    public static TransferSecret Of(string? password) => password is null ? None : new(true, password);
}
