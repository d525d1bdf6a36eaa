using System.Buffers.Binary;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.Localization.Tests.Extents;

/// <summary>The wizard's pictures leave the room that texts and lines have on them, and the icon has every size that Windows shows.</summary>
public sealed class PictureTests
{
    // Where the texts on them end and begin, in pixels at 96 dpi.
    private const int BannerMotif = 437;
    private const int DialogPanel = 164;

    [Fact]
    public void Motif_of_the_banner_is_right_of_its_texts_and_touches_no_edge()
    {
        Bitmap banner = Bitmap.Read(Stream("Binary", "WixUI_Bmp_Banner"));

        Assert.Equal((493, 58), (banner.Width, banner.Height));
        Assert.NotEmpty(banner.Drawn);
        // The line is right below the last row.
        Assert.DoesNotContain(banner.Drawn, p => p.X < BannerMotif || p.X == banner.Width - 1 || p.Y == 0 || p.Y == banner.Height - 1);
    }

    [Fact]
    public void Panel_of_the_first_and_the_last_page_is_left_of_their_texts()
    {
        Bitmap dialog = Bitmap.Read(Stream("Binary", "WixUI_Bmp_Dialog"));

        Assert.Equal((493, 312), (dialog.Width, dialog.Height));
        Assert.NotEmpty(dialog.Drawn);
        Assert.DoesNotContain(dialog.Drawn, p => p.X >= DialogPanel);
    }

    [Fact]
    public void Icon_has_every_size_that_Windows_shows_in_true_colour()
    {
        byte[] icon = Stream("Icon", "OMSGateway.ico");
        int count = BinaryPrimitives.ReadUInt16LittleEndian(icon.AsSpan(4));
        // ICONDIRENTRY: width, height (0 for 256) and, at 6, the bits of a pixel.
        (int Width, int Height, int Bits)[] images = [.. Enumerable.Range(0, count).Select(i => icon.AsSpan(6 + (16 * i), 16).ToArray())
            .Select(e => (e[0] == 0 ? 256 : e[0], e[1] == 0 ? 256 : e[1], (int)BinaryPrimitives.ReadUInt16LittleEndian(e.AsSpan(6))))];

        int[] sizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
        Assert.Equal(sizes.Select(s => (s, s, 32)), images);
    }

    private static byte[] Stream(string table, string name) =>
        ((StreamContent)Package.Merged.Tables[table].Where("Name", name).Single()[1]!).ToArray();

    /// <summary>An uncompressed bitmap with 24 bits a pixel, as Windows and Wine read it without any codec.</summary>
    /// <param name="Width">In pixels.</param>
    /// <param name="Height">In pixels.</param>
    /// <param name="Drawn">The pixels that are not white.</param>
    private sealed record Bitmap(int Width, int Height, IReadOnlyCollection<(int X, int Y)> Drawn)
    {
        public static Bitmap Read(byte[] file)
        {
            int At(int offset) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(offset));
            Assert.Equal("BM"u8, file.AsSpan(0, 2));
            // BITMAPINFOHEADER of 40 bytes: width, height, one plane, 24 bits, BI_RGB.
            (int pixels, int width, int height) = (At(10), At(18), At(22));
            Assert.Equal((40, 1 | (24 << 16), 0), (At(14), At(26), At(30)));

            // Rows begin at the bottom and are filled up to four bytes.
            int stride = ((width * 3) + 3) & ~3;
            bool IsDrawn(int x, int y) => file.AsSpan(pixels + ((height - 1 - y) * stride) + (x * 3), 3).ContainsAnyExcept((byte)255);
            return new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (i % width, i / width)).Where(p => IsDrawn(p.Item1, p.Item2))]);
        }
    }
}
