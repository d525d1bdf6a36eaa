using System.Xml.Linq;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Transfer;

/// <summary>In what a configuration and the one that is to replace it differ, in the order of the documentation and of the lists.</summary>
internal static class TransferComparison
{
    private const string None = "(none)";
    private const string Set = "(set)";

    /// <summary>The differences.</summary>
    /// <param name="before">What is in force here.</param>
    /// <param name="after">What is to be.</param>
    /// <param name="password">The password after the import, or null for none.</param>
    public static IEnumerable<TransferDifference> Of(TransferState before, TransferState after, string? password)
    {
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            if (definition.Kind == SettingKind.Secret) continue;
            (string old, string now) = (Shown(before.Settings, definition), Shown(after.Settings, definition));
            if (old != now) yield return new TransferDifference(definition.Name, old, now);
        }

        if (OfPassword(before.Secret.Password, password) is { } ofPassword) yield return ofPassword;
        foreach (TransferDifference group in OfGroups(before.Settings.Settings.Groups, after.Settings.Settings.Groups)) yield return group;
        foreach (TransferDifference list in after.Lists.SelectMany(lists => OfLists(before.ListsOf(lists.Group), lists))) yield return list;
        foreach (TransferLists gone in before.Lists.Where(lists => after.ListsOf(lists.Group) is null))
            foreach (TransferDifference list in OfLists(gone, null)) yield return list;
        if (before.OwnPresets?.ToString() != after.OwnPresets?.ToString())
            yield return OfOwn(before, after);
    }

    private static string Shown(SettingsReading reading, SettingDefinition definition)
    {
        string value = definition.Format(reading.Settings);
        return $"{(value.Length == 0 ? None : value)}{(reading.Lines.ContainsKey(definition) ? "" : " (default)")}";
    }

    private static TransferDifference? OfPassword(string? before, string? after) => before == after
        ? null
        : new TransferDifference(RelayProxyDefinitions.Password.Name, before is null ? None : Set, (before, after) switch
        {
            (_, null) => None,
            (null, _) => Set,
            _ => "(another one)",
        });

    private static IEnumerable<TransferDifference> OfGroups(IReadOnlyList<ClientGroupSettings> before, IReadOnlyList<ClientGroupSettings> after)
    {
        foreach (ClientGroupSettings group in after)
        {
            string? old = before.FirstOrDefault(g => ClientGroupSettings.IsSameName(g.Name, group.Name)) is { } known ? Described(known) : null;
            if (old != Described(group)) yield return new TransferDifference($"group {group.Name}", old, Described(group));
        }

        foreach (ClientGroupSettings gone in before.Where(g => !after.Any(other => ClientGroupSettings.IsSameName(g.Name, other.Name))))
            yield return new TransferDifference($"group {gone.Name}", Described(gone), null);
    }

    private static string Described(ClientGroupSettings group) =>
        $"{group.Name}: {string.Join(" ", group.Clients)}{(group.HostPolicy is { } policy ? $" ({policy})" : "")}";

    private static IEnumerable<TransferDifference> OfLists(TransferLists? before, TransferLists? after)
    {
        string of = (after ?? before)!.Group is { } group ? $" of group {group}" : "";
        return
        [
            .. OfLines($"allowed hosts{of}", before?.Hosts, after?.Hosts),
            .. OfLines($"allowed client certificates{of}", before?.Clients, after?.Clients),
            .. OfApplied($"applied presets{of}", before?.Applied ?? [], after?.Applied ?? []),
        ];
    }

    private static IEnumerable<TransferDifference> OfLines(string item, TransferLines? before, TransferLines? after)
    {
        TransferDifference[] entries = [.. OfEntries(item, before?.Entries ?? [], after?.Entries ?? [])];
        if (entries.Length > 0 || (before?.Lines ?? []).SequenceEqual(after?.Lines ?? [])) return entries;
        return [new TransferDifference(item, "as here", "the same entries in another order, or with other comments")];
    }

    private static IEnumerable<TransferDifference> OfEntries(string item, IEnumerable<string> before, IEnumerable<string> after)
    {
        string[] old = [.. before], now = [.. after];
        return
        [
            .. now.Except(old).Select(entry => new TransferDifference(item, null, entry)),
            .. old.Except(now).Select(entry => new TransferDifference(item, entry, null)),
        ];
    }

    private static IEnumerable<TransferDifference> OfApplied(string item, IReadOnlyList<AppliedPreset> before, IReadOnlyList<AppliedPreset> after)
    {
        ILookup<string, AppliedPreset> old = before.ToLookup(Text), now = after.ToLookup(Text);
        return
        [
            .. after.Where(preset => !old.Contains(Text(preset))).Select(preset => new TransferDifference(item, null, preset.Description)),
            .. before.Where(preset => !now.Contains(Text(preset))).Select(preset => new TransferDifference(item, preset.Description, null)),
        ];
    }

    // With the hosts that it had when it was applied.
    private static string Text(AppliedPreset preset) => AppliedPresetsFile.Element(preset).ToString();

    private static TransferDifference OfOwn(TransferState before, TransferState after)
    {
        (string? old, string? now) = (Names(before.OwnPresets), Names(after.OwnPresets));
        return new TransferDifference("own presets", old, old == now ? $"{now} (with other hosts or texts)" : now);
    }

    private static string? Names(XElement? presets) =>
        presets is null ? null : string.Join(" ", presets.Elements("preset").Select(preset => (string?)preset.Attribute("name")));
}
