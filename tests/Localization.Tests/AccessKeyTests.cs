using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Localization.Tests;

/// <summary>The keys that Alt reaches a control by.</summary>
public sealed class AccessKeyTests
{
    public static TheoryData<string> Cultures => Culture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Each_leads_to_one_control_of_a_dialog(string culture)
    {
        MsiDatabase database = Package.In(culture);
        foreach (IGrouping<string, (string Dialog, string Place, char Key, string Text)> dialog in Keys(database).GroupBy(k => k.Dialog))
        {
            // Of controls in one place only one is shown, as the buttons Install, Repair and so on of VerifyReadyDlg.
            string[] clashes = [.. dialog.GroupBy(k => k.Key).Where(g => g.DistinctBy(k => k.Place).Count() > 1)
                .Select(g => $"{dialog.Key}: {string.Join(", ", g.Select(k => k.Text))}")];
            Assert.Empty(clashes);
        }

        // Its buttons are put next to each other when it is shown.
        Assert.Empty(Keys(database).Where(k => k.Dialog == "ErrorDlg").GroupBy(k => k.Key).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static IEnumerable<(string Dialog, string Place, char Key, string Text)> Keys(MsiDatabase database)
    {
        MsiTable controls = database.Tables["Control"], buttons = database.Tables["RadioButton"];
        string Text(object?[] row) => controls.Value(row, "Text") as string ?? "";
        foreach (object?[] row in controls.Rows)
        {
            string dialog = (string)row[0]!;
            string place = $"{controls.Value(row, "X")} {controls.Value(row, "Y")}";
            if (controls.Value(row, "Type") is "RadioButtonGroup")
            {
                foreach (object?[] button in buttons.Where("Property", controls.Value(row, "Property")))
                    if (KeyOf((string)buttons.Value(button, "Text")!) is { } key)
                        yield return (dialog, $"{place} {button[1]}", key, (string)buttons.Value(button, "Text")!);
            }
            else if (controls.Value(row, "Type") is "Text" or "PushButton" or "CheckBox" && !HasNoPrefix(controls, row) && KeyOf(Text(row)) is { } key)
            {
                yield return (dialog, place, key, Text(row));
            }
        }
    }

    // msidbControlAttributesNoPrefix: an ampersand is one.
    private static bool HasNoPrefix(MsiTable controls, object?[] row) =>
        controls.Value(row, "Type") is "Text" && ((int)controls.Value(row, "Attributes")! & 0x20000) != 0;

    private static char? KeyOf(string text) =>
        text.IndexOf('&', StringComparison.Ordinal) is >= 0 and var index && index + 1 < text.Length ? char.ToUpperInvariant(text[index + 1]) : null;
}
