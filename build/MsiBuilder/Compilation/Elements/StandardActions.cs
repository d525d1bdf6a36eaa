using System.Globalization;
using OmsGateway.MsiBuilder.Resources;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>A standard action's place in one sequence.</summary>
internal sealed record StandardAction(string Table, string Name, int Sequence, string? Condition);

/// <summary>The installer's own actions, at the numbers that WiX gives them.</summary>
internal static class StandardActions
{
    private static readonly Dictionary<string, string> TableNames = new(StringComparer.Ordinal)
    {
        ["AE"] = "AdminExecuteSequence",
        ["AU"] = "AdminUISequence",
        ["DE"] = "AdvtExecuteSequence",
        ["IE"] = "InstallExecuteSequence",
        ["IU"] = "InstallUISequence",
    };

    // These have no suggested place; the author gives one.
    private static readonly string[] Unplaced = ["RemoveExistingProducts", "DisableRollback", "ScheduleReboot", "ForceReboot",
        "ResolveSource", "Sequence", "InstallSFPCatalogFile"];

    private static readonly Dictionary<string, StandardAction> Actions = Load();
    private static readonly HashSet<string> Names = [.. Actions.Values.Select(a => a.Name), .. Unplaced];

    public static StandardAction? Find(string table, string action) => Actions.GetValueOrDefault($"{table}/{action}");

    public static StandardAction? Find(string key) => Actions.GetValueOrDefault(key);

    public static bool IsStandard(string action) => Names.Contains(action);

    private static Dictionary<string, StandardAction> Load()
    {
        using var stream = EmbeddedFiles.Open("Compilation/Elements/StandardActions.txt");
        using var reader = new StreamReader(stream);
        var actions = new Dictionary<string, StandardAction>(StringComparer.Ordinal);
        foreach (var line in reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var words = line.Split(' ', 4);
            foreach (var table in words[2].Split(',').Select(t => TableNames[t]))
            {
                var action = new StandardAction(table, words[1], int.Parse(words[0], CultureInfo.InvariantCulture),
                    words.Length > 3 ? words[3] : null);
                actions.Add($"{table}/{words[1]}", action);
            }
        }

        return actions;
    }
}
