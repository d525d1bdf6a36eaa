using System.Text.RegularExpressions;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>
/// What is wrong with a field is said beside it or right below it, where people look for it: see "Error Messages" in Microsoft's guidelines
/// for the design of Windows desktop applications, on problems with a user's input.
/// </summary>
public sealed partial class MessageTests
{
    // In dialog units; a message further away belongs to nothing.
    private const int Gap = 6;

    public static TheoryData<string> Dialogs =>
        [.. Controls.Rows.Where(row => IsMessage(row)).Select(row => (string)row[0]!).Distinct()];

    public static TheoryData<string> Pages =>
        [.. Package.Merged.Tables["Dialog"].Rows.Select(row => (string)row[0]!)
            .Where(name => name.Split('_')[0] is "PortProxyDlg" or "AgentsDlg" or "FolderDlg")];

    private static MsiTable Controls => Package.Merged.Tables["Control"];

    [Theory]
    [MemberData(nameof(Dialogs))]
    public void Each_stands_at_the_field_that_has_the_focus_and_covers_nothing(string dialog)
    {
        MsiTable dialogs = Package.Merged.Tables["Dialog"];
        string first = (string)dialogs.Value(dialogs.Where("Dialog", dialog).Single(), "Control_First")!;
        // The boxes of one page are together what may be wrong with it.
        Box field = Of(dialog, first == "Choice" ? "MicrosoftMonitoringAgent" : first);
        object?[][] others = [.. Controls.Where("Dialog_", dialog).Where(row => !IsMessage(row) && IsVisible(row))];

        foreach (object?[] row in Controls.Where("Dialog_", dialog).Where(IsMessage))
        {
            Box message = Of(row);
            Assert.True(
                message.IsRightOf(field) || message.IsBelow(field),
                $"{dialog}/{row[1]} at {message} is not at {first}, which is at {field}.");
            Assert.Empty(others.Where(other => Of(other).Overlaps(message)).Select(other => $"{dialog}/{row[1]} covers {other[1]}"));
        }
    }

    /// <summary>
    /// A page that opens again without a word would leave its user with a button that does nothing, and one with another page's word with a
    /// riddle.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_problem_of_a_page_has_one_there_and_no_other_page_s(string dialog)
    {
        string expected = Problems.GetValueOrDefault(dialog.TrimEnd('1', '2').Replace("_Again", "", StringComparison.Ordinal), "");

        IEnumerable<string> said = Package.Merged.Tables["ControlCondition"].Where("Dialog_", dialog)
            .Where(row => row[2] is "Show" && Problem().IsMatch((string)row[3]!))
            .Select(row => $"{Problem().Match((string)row[3]!).Groups[1].Value}={TextOf(dialog, (string)row[1]!)}");

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), said.Order());
    }

    /// <summary>Name and string of what may be wrong on a page, by the page without what tells its dialogs from one another.</summary>
    private static Dictionary<string, string> Problems { get; } = new()
    {
        ["PortProxyDlg"] = "InvalidPort=InvalidSettingDlgPort PortTaken=InvalidSettingDlgPortTaken PortUnavailable=InvalidSettingDlgPortUnavailable",
        ["PortProxyDlg_Proxy"] = "InvalidProxy=InvalidSettingDlgProxy ProxyMissing=InvalidSettingDlgProxyMissing",
        ["PortProxyDlg_UserName"] = "InvalidUserName=InvalidSettingDlgUserName UserNameMissing=InvalidSettingDlgUserNameMissing",
        ["PortProxyDlg_Password"] = "PasswordMissing=InvalidSettingDlgPasswordMissing",
        ["AgentsDlg_Agents"] = "NoAgents=AgentsDlgNoAgents",
        ["AgentsDlg_Regions"] = "PresetNeeds=AgentsDlgRegionMissing InvalidRegion=AgentsDlgInvalidRegion DoubtfulRegion=AgentsDlgDoubtfulRegion",
        ["AgentsDlg_WorkspaceIds"] = "PresetNeeds=AgentsDlgWorkspaceMissing InvalidId=AgentsDlgInvalidId",
        ["AgentsDlg_Cloud"] = "PresetNotInCloud=AgentsDlgNotInCloud",
        ["AgentsDlg_AccountIds"] = "PresetNeeds=AgentsDlgAccountMissing InvalidId=AgentsDlgInvalidId",
        ["AgentsDlg_GatewayNames"] = "PresetNeeds=AgentsDlgGatewayMissing InvalidGatewayName=AgentsDlgInvalidGatewayName",
        ["FolderDlg"] = "=InvalidDirDlgText",
    };

    [GeneratedRegex("^(?:Settings|Agents|Folder)Problem(?:=\"(\\w+)\")?$")]
    private static partial Regex Problem();

    private static string TextOf(string dialog, string control)
    {
        string text = (string)Controls.Value(Controls.Where("Dialog_", dialog).Single(row => row[1] as string == control), "Text")!;
        return Culture.Base.Strings.Single(known => text.EndsWith(known.Value, StringComparison.Ordinal) && known.Value.Length > 0
            && IsOfProblem(known.Key)).Key;
    }

    private static bool IsOfProblem(string text) => Problems.Values.Any(problems => problems.Split('=', ' ').Contains(text));

    private static bool IsMessage(object?[] row) =>
        Package.Merged.Tables["ControlCondition"].Rows.Any(condition => condition[0] as string == row[0] as string && condition[1] as string == row[1] as string
            && condition[2] is "Show" && (string)condition[3]! is var text
            && (text.StartsWith("SettingsProblem=", StringComparison.Ordinal) || text.StartsWith("AgentsProblem=", StringComparison.Ordinal)));

    // msidbControlAttributesVisible.
    private static bool IsVisible(object?[] row) => ((int)Controls.Value(row, "Attributes")! & 1) != 0;

    private static Box Of(string dialog, string control) => Of(Controls.Where("Dialog_", dialog).Single(row => row[1] as string == control));

    private static Box Of(object?[] row) => new(
        (int)Controls.Value(row, "X")!, (int)Controls.Value(row, "Y")!, (int)Controls.Value(row, "Width")!,
        // The height of a combo box is that of its list when it is open.
        Controls.Value(row, "Type") is "ComboBox" ? 15 : (int)Controls.Value(row, "Height")!);

    /// <summary>Where a control stands, in dialog units.</summary>
    private readonly record struct Box(int X, int Y, int Width, int Height)
    {
        public bool IsRightOf(Box field) => Math.Abs(Y - field.Y) < Gap && X >= field.X + field.Width && X < field.X + field.Width + (2 * Gap);

        public bool IsBelow(Box field) => Y >= field.Y + field.Height && Y < field.Y + field.Height + Gap && X < field.X + field.Width;

        public bool Overlaps(Box other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
