using System.IO.Compression;
using OmsGateway.MsiBuilder.Cabinet;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Cabinet;

public sealed class CabinetTests
{
    [ToolTheory("msiinfo")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32767)]
    [InlineData(32768)]
    [InlineData(32769)]
    [InlineData(1_000_000)]
    public void Files_are_extracted_by_msitools(int size)
    {
        using var folder = new TemporaryFolder();
        var files = new Dictionary<string, byte[]>
        {
            ["random"] = Random(size),
            ["text"] = Enumerable.Range(0, size).Select(i => (byte)("installer "u8[i % 10])).ToArray(),
            ["last"] = [42],
        };
        var database = new MsiDatabase { Codepage = 1252 };
        database.Summary[SummaryProperty.Template] = "x64;1033";
        var directory = database.Table(TableSchema.Standard["Directory"]);
        directory.Add("TARGETDIR", null, "SourceDir");
        database.Table(TableSchema.Standard["Component"]).Add("C", "{7D0E7B53-3F5E-4C5C-9D7B-5E6A0B9C1D22}", "TARGETDIR", 256, null, "random");
        var sequence = 0;
        foreach (var (name, bytes) in files)
            database.Table(TableSchema.Standard["File"]).Add(name, "C", name, bytes.Length, null, null, 512, ++sequence);
        database.Table(TableSchema.Standard["Media"]).Add(1, sequence, null, "#cab1.cab", null, null);
        database.Streams.Add("cab1.cab", StreamContent.Of(Write(files, CompressionLevel.SmallestSize)));
        using (var file = File.Create(folder["x.msi"]))
            database.Write(file);

        ProgramRunner.Output("msiextract", "-C", folder.Root, folder["x.msi"]);
        foreach (var (name, bytes) in files)
            Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(folder[name])), name);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Blocks_expand_to_what_went_in(CompressionLevel level)
    {
        foreach (var bytes in new[] { Random(32768), new byte[32768], Random(1), Random(20000) })
        {
            var block = MszipBlock.Compress(bytes, bytes.Length, level);
            Assert.Equal("CK"u8, block.AsSpan(0, 2));
            Assert.True(block.Length <= bytes.Length + 12);
            using var inflate = new DeflateStream(new MemoryStream(block, 2, block.Length - 2), CompressionMode.Decompress);
            var back = new MemoryStream();
            inflate.CopyTo(back);
            Assert.Equal(bytes, back.ToArray());
        }
    }

    [Fact]
    public void Equal_input_gives_equal_bytes()
    {
        var files = new Dictionary<string, byte[]> { ["a"] = Random(300_000), ["b"] = new byte[300_000] };
        Assert.Equal(Write(files, CompressionLevel.Optimal), Write(files, CompressionLevel.Optimal));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0 }, 1u)]
    [InlineData(new byte[] { 1, 0, 0, 0, 2, 0, 0, 0 }, 3u)]
    [InlineData(new byte[] { 1 }, 1u)]
    [InlineData(new byte[] { 1, 2 }, 0x0102u)]
    [InlineData(new byte[] { 1, 2, 3 }, 0x010203u)]
    public void Checksums_take_the_last_bytes_in_reverse(byte[] bytes, uint expected) =>
        Assert.Equal(expected, CabinetChecksum.Compute(bytes, 0));

    /// <summary>[MS-CAB] 2.2: cCFData, a folder's number of blocks, has 16 bits, and no file is in two folders.</summary>
    [Theory]
    [InlineData(2_147_450_880, true)]
    [InlineData(2_147_450_881, false)]
    public void A_file_of_more_blocks_than_a_folder_can_count_is_refused(long length, bool fits)
    {
        CabinetFile[] files = [new("large.bin", new Claim(length))];
        if (fits) Assert.Single(CabinetLayout.ShareOut(files));
        else Assert.Contains($"{length} bytes", Assert.Throws<CabinetException>(() => CabinetLayout.ShareOut(files)).Message, StringComparison.Ordinal);
    }

    private sealed class Claim(long length) : StreamContent
    {
        public override long Length => length;

        public override Stream Open() => throw new InvalidOperationException("Nobody is to read it.");
    }

    private static byte[] Write(Dictionary<string, byte[]> files, CompressionLevel level)
    {
        var target = new MemoryStream();
        CabinetWriter.Write(files.Select(f => new CabinetFile(f.Key, StreamContent.Of(f.Value))), level, target);
        return target.ToArray();
    }

    private static byte[] Random(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
