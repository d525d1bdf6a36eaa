namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary>The types of controls: the attributes of each, from bit 16 on, and whether they take the focus and clicks.</summary>
internal sealed record ControlType(bool Tabbable, bool Disabled, params string?[] Attributes)
{
    // In the order of bits on Microsoft's page "Control Attributes"; null is a bit without a meaning for that type. Icon16 and Icon32
    // together ask for 48 pixels. Not to take focus or clicks is the toolset's default for some (Compiler_UI.cs, ParseControlElement).
    private const int FirstBit = 16;

    private static readonly string?[] Volume = ["Removable", "Fixed", "Remote", "CDROM", "RAMDisk", "Floppy", "ShowRollbackCost"];
    private static readonly string?[] Edit = ["Multiline", null, null, null, null, "Password"];

    public static IReadOnlyDictionary<string, ControlType> All { get; } = new Dictionary<string, ControlType>
    {
        ["Billboard"] = new(false, true),
        ["Bitmap"] = new(false, true, "Image", null, null, null, "FixedSize"),
        ["CheckBox"] = new(true, false, null, "PushLike", "Bitmap", "Icon", "FixedSize", "Icon16", "Icon32"),
        ["ComboBox"] = new(true, false, "Sorted", "ComboList", null, null, "UserLanguage"),
        ["DirectoryCombo"] = new(true, false, Volume),
        ["DirectoryList"] = new(true, false),
        ["Edit"] = new(true, false, Edit),
        ["GroupBox"] = new(false, false),
        ["Hyperlink"] = new(true, false, "Transparent"),
        ["Icon"] = new(false, true, "Image", null, null, null, "FixedSize", "Icon16", "Icon32"),
        ["Line"] = new(false, true),
        ["ListBox"] = new(true, false, "Sorted", null, null, null, "UserLanguage"),
        ["ListView"] = new(true, false, "Sorted", null, null, null, "FixedSize", "Icon16", "Icon32"),
        ["MaskedEdit"] = new(true, false, Edit),
        ["PathEdit"] = new(true, false, Edit),
        ["ProgressBar"] = new(false, true, "ProgressBlocks"),
        ["PushButton"] = new(true, false, "Image", null, "Bitmap", "Icon", "FixedSize", "Icon16", "Icon32", "ElevationShield"),
        ["RadioButtonGroup"] = new(
            true, false, "Image", "PushLike", "Bitmap", "Icon", "FixedSize", "Icon16", "Icon32", null, "HasBorder"),
        ["ScrollableText"] = new(true, false),
        ["SelectionTree"] = new(true, false),
        ["Text"] = new(false, false, "Transparent", "NoPrefix", "NoWrap", "FormatSize", "UserLanguage"),
        ["VolumeCostList"] = new(false, false, Volume),
        ["VolumeSelectCombo"] = new(true, false, Volume),
    };

    /// <summary>The bit of an attribute, or 0 if controls of this type do not have it.</summary>
    public int BitOf(string attribute) => Array.IndexOf(Attributes, attribute) is >= 0 and var index
        ? 1 << (FirstBit + index) : 0;
}
