using System.Globalization;
using System.Text.RegularExpressions;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>Every text of every dialog fits its control, in pixels at 96 dpi; at other resolutions both grow alike.</summary>
public sealed partial class ExtentTests
{
    // A dialog unit is a twelfth of the height of Windows' system font, which is 16 pixels.
    private const double PixelsPerUnit = 16 / 12d;

    // The frame of a button, and the box of a check box or radio button with the gap after it.
    private const int ButtonFrame = 8;
    private const int Box = 18;

    // On both sides of a list's title.
    private const int ColumnMargins = 12;

    public static TheoryData<string> Cultures => Culture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_control_holds_its_text(string culture)
    {
        MsiDatabase database = Package.In(culture);
        MsiTable controls = database.Tables["Control"];
        string? Problem(object?[] row)
        {
            if (controls.Value(row, "Text") is not string text) return null;
            var size = (Pixels(controls.Value(row, "Width")), Pixels(controls.Value(row, "Height")));
            string name = $"{row[0]}/{row[1]}";
            return controls.Value(row, "Type") switch
            {
                "Text" => Check(name, text, size),
                // Buttons with a picture have its name for a text.
                "PushButton" when !text.StartsWith("WixUI_", StringComparison.Ordinal) => CheckLine(name, text, size.Item1 - ButtonFrame),
                "CheckBox" => Check(name, text, (size.Item1 - Box, size.Item2)),
                _ => null,
            };
        }

        Assert.Empty(controls.Rows.Select(Problem).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_radio_button_holds_its_text(string culture)
    {
        MsiTable buttons = Package.In(culture).Tables["RadioButton"];
        Assert.Empty(buttons.Rows.Select(r => Check(
            $"{r[0]}/{r[1]}", (string)buttons.Value(r, "Text")!, (Pixels(buttons.Value(r, "Width")) - Box, Pixels(buttons.Value(r, "Height")))))
                .OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_progress_text_fits_the_line_above_the_bar(string culture)
    {
        MsiDatabase database = Package.In(culture);
        int width = Pixels(Control(database, "ProgressDlg", "ActionText", "Width"));
        Assert.Empty(database.Tables["ActionText"].Rows.Where(r => r[1] is string).Select(r => CheckLine($"{r[0]}", (string)r[1]!, width)).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_error_fits_its_dialog(string culture)
    {
        MsiDatabase database = Package.In(culture);
        var size = (Pixels(Control(database, "ErrorDlg", "ErrorText", "Width")), Pixels(Control(database, "ErrorDlg", "ErrorText", "Height")));
        Assert.Empty(database.Tables["Error"].Rows.Select(r => Check($"{r[0]}", (string)r[1]!, size)).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_column_of_the_list_of_volumes_holds_its_title(string culture)
    {
        MsiTable texts = Package.In(culture).Tables["UIText"];
        string Title(string column) => (string)texts.Where("Key", $"VolumeCost{column}").Single()[1]!;
        // As in the dialogs' lists, in pixels.
        string widths = (string)Control(Package.In(culture), "DiskCostDlg", "VolumeList", "Text")!;
        IEnumerable<int> columns = widths.Trim('{', '}').Split("}{").Select(w => int.Parse(w, CultureInfo.InvariantCulture));
        Assert.Empty(new[] { "Volume", "Size", "Available", "Required", "Difference" }
            .Zip(columns, (name, width) => CheckLine(name, Title(name), width - ColumnMargins)).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_text_in_a_banner_stays_above_its_line(string culture)
    {
        MsiTable controls = Package.In(culture).Tables["Control"];
        IEnumerable<object?> dialogs = controls.Rows.Where(r => r[1] is "BannerLine").Select(r => r[0]);
        Assert.Empty(controls.Rows.Where(r => dialogs.Contains(r[0]) && r[1] is "Description")
            .Select(r => CheckLine($"{r[0]}", (string)controls.Value(r, "Text")!, Pixels(controls.Value(r, "Width")))).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_text_fits_the_toolset_s_own_dialogs(string culture)
    {
        IReadOnlyDictionary<string, string> strings = Culture.Of(culture).Strings;
        string? Problem(ToolsetControl control)
        {
            string name = string.Join(' ', control.Strings), text = string.Join(' ', control.Strings.Select(id => strings[id]));
            (int width, int height) = (Pixels(control.Width), Pixels(control.Height));
            return control.Type switch
            {
                "PushButton" => CheckLine(name, text, width - ButtonFrame),
                "Text" => Check(name, text, (width, height)),
                _ => Check(name, text, (width - Box, height)),
            };
        }

        Assert.Empty(ToolsetControl.All.Select(Problem).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_names_of_all_agents_fit_the_page_before_an_installation(string culture)
    {
        MsiDatabase database = Package.In(culture);
        // As the custom action shows them: without the mark of the key, and without a note.
        IEnumerable<string> names = database.Tables["Property"].Rows.Where(r => ((string)r[0]!).StartsWith("AgentName", StringComparison.Ordinal))
            .Select(r => Aside().Replace((string)r[1]!, ""));
        string text = ((string)Control(database, "ReadyDlg", "Agents", "Text")!).Replace("[AgentNames]", string.Join(", ", names), StringComparison.Ordinal);
        var size = (Pixels(Control(database, "ReadyDlg", "Agents", "Width")), Pixels(Control(database, "ReadyDlg", "Agents", "Height")));
        Assert.Equal(6, names.Count());
        Assert.Null(Check("Agents", text, size));
    }

    [GeneratedRegex(@"\(&.\)|&|\s*\([^)]*\)")]
    private static partial Regex Aside();

    private static string? Check(string name, string text, (int Width, int Height) room)
    {
        int height = ShownText.Of(text).Height(room.Width);
        return height <= room.Height ? null : $"{name}: needs {height} of {room.Height} pixels: {text}";
    }

    private static string? CheckLine(string name, string text, int room)
    {
        int width = ShownText.Of(text).Width;
        return width <= room ? null : $"{name}: {width} of {room} pixels wide: {text}";
    }

    private static object? Control(MsiDatabase database, string dialog, string control, string column)
    {
        MsiTable controls = database.Tables["Control"];
        return controls.Value(controls.Rows.Single(r => r[0] as string == dialog && r[1] as string == control), column);
    }

    private static int Pixels(object? units) => (int)((int)units! * PixelsPerUnit);
}
