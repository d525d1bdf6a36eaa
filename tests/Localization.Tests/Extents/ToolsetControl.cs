using System.Globalization;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>A control in the dialogs that the toolset brings, which the Windows build has and whose sizes are not those of MsiBuilder.</summary>
/// <param name="Type">PushButton, Text, CheckBox or RadioButton.</param>
/// <param name="Width">In dialog units.</param>
/// <param name="Height">In dialog units.</param>
/// <param name="Strings">The strings that its text is made of.</param>
internal sealed record ToolsetControl(string Type, int Width, int Height, IReadOnlyList<string> Strings)
{
    /// <summary>What ToolsetControls.txt has.</summary>
    public static IReadOnlyList<ToolsetControl> All { get; } = [.. Load()];

    private static IEnumerable<ToolsetControl> Load()
    {
        using var reader = new StreamReader(typeof(ToolsetControl).Assembly.GetManifestResourceStream("ToolsetControls.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] cells = line.Split(' ');
            yield return new ToolsetControl(
                cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3..]);
        }
    }
}
