using System.Globalization;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>How wide text is in the wizard's font on Windows at 96 dpi.</summary>
/// <param name="Size">In points.</param>
/// <param name="IsBold">The weight.</param>
/// <param name="LineHeight">In pixels.</param>
internal sealed record Tahoma(int Size, bool IsBold, int LineHeight)
{
    private const double UnitsPerEm = 2048;
    private const double PixelsPerPoint = 96 / 72d;

    // Hinting makes text on the screen this much wider than the outlines say (seen where Wine breaks lines).
    private const double Hinting = 1.06;

    private static readonly Dictionary<char, (int Regular, int Bold)> Widths = Load();

    /// <summary>The text style WixUI_Font_Normal.</summary>
    public static Tahoma Normal { get; } = new(8, IsBold: false, 13);

    /// <summary>WixUI_Font_Title.</summary>
    public static Tahoma Title { get; } = new(9, IsBold: true, 14);

    /// <summary>WixUI_Font_Bigger.</summary>
    public static Tahoma Bigger { get; } = new(12, IsBold: false, 19);

    /// <summary>The width in pixels.</summary>
    public int Width(string text) => (int)Math.Ceiling(text.Sum(Width));

    private double Width(char character)
    {
        double pixelsPerEm = Math.Round(Size * PixelsPerPoint);
        // Chinese, Japanese and Korean come from a linked font, whose characters are as wide as they are high.
        if (character >= 0x2E80) return pixelsPerEm;
        if (!Widths.TryGetValue(character, out (int Regular, int Bold) width)) throw new InvalidOperationException($"No width for U+{(int)character:X4}.");
        return (IsBold ? width.Bold : width.Regular) * pixelsPerEm * Hinting / UnitsPerEm;
    }

    private static Dictionary<char, (int Regular, int Bold)> Load()
    {
        var widths = new Dictionary<char, (int Regular, int Bold)>();
        using var reader = new StreamReader(typeof(Tahoma).Assembly.GetManifestResourceStream("Tahoma.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] cells = line.Split(' ');
            int first = int.Parse(cells[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach ((int index, string cell) in cells.Skip(1).Index())
            {
                int[] pair = [.. cell.Split('/').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
                widths[(char)(first + index)] = (pair[0], pair[1]);
            }
        }

        return widths;
    }
}
