using System.Globalization;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Localization;

/// <summary>A <c>WixLocalization</c> document: the strings of one culture, or of any when its culture is empty.</summary>
internal sealed class LocalizationFile
{
    // msidbControlAttributes…; LocalizedControls moves them to the bits of a dialog.
    private const int RightToLeft = 0x20;
    private const int RightAligned = 0x40;
    private const int LeftScroll = 0x80;

    public string Culture { get; private init; } = "";

    public int? Language { get; private init; }

    public int? Codepage { get; private init; }

    public int? SummaryCodepage { get; private init; }

    public List<LocalizedString> Strings { get; } = [];

    public List<LocalizedControl> Controls { get; } = [];

    public static LocalizationFile Parse(WixElement root, DiagnosticBag diagnostics)
    {
        var reader = new ElementReader(root, diagnostics);
        if (root.Namespace != WixNamespaces.Localization || root.Name != "WixLocalization")
        {
            diagnostics.Error(root.Location, DiagnosticCode.InvalidXml,
                "The root of a localization file must be WixLocalization of WiX v4.");
            return new LocalizationFile();
        }

        var file = new LocalizationFile
        {
            Culture = reader.Text("Culture") ?? "",
            Language = reader.Integer("Language", 0, ushort.MaxValue),
            Codepage = reader.Codepage("Codepage"),
            SummaryCodepage = reader.Codepage("SummaryInformationCodepage"),
        };
        _ = reader.Text("ExtensionCulture");
        foreach (var child in reader.Children())
        {
            if (child.Is("String"))
                file.AddString(child);
            else if (child.Is("UI"))
                file.AddControl(child);
            else
                reader.Unexpected(child);
        }

        reader.End();
        return file;
    }

    private void AddString(ElementReader reader)
    {
        var id = reader.Required("Id");
        var value = reader.Text("Value", allowEmpty: true);
        var overridable = reader.YesNo("Overridable") ?? false;
        if (value is null)
            reader.Missing("Value");
        else if (id is not null)
            Strings.Add(new(id, value, overridable, reader.Location));
        reader.End();
    }

    private void AddControl(ElementReader reader)
    {
        var dialog = reader.Required("Dialog");
        var control = reader.Text("Control");
        var attributes = (reader.YesNo("RightToLeft") == true ? RightToLeft : 0)
            | (reader.YesNo("RightAligned") == true ? RightAligned : 0)
            | (reader.YesNo("LeftScroll") == true ? LeftScroll : 0);
        // As text: RowBinder makes it a number, as it does with a number that comes from a variable.
        var number = (string name) => reader.Integer(name, 0, short.MaxValue)?.ToString(CultureInfo.InvariantCulture);
        var item = new LocalizedControl(
            dialog ?? "", control, number("X"), number("Y"), number("Width"), number("Height"), attributes, reader.Text("Text"),
            reader.Location);
        if (dialog is not null)
            Controls.Add(item);
        reader.End();
    }
}
