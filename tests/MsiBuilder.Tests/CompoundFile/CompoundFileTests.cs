using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Tests.CompoundFile;

public sealed class CompoundFileTests
{
    public static TheoryData<int> Boundaries =>
        [0, 1, 63, 64, 65, 127, 128, 511, 512, 513, 4095, 4096, 4097, 128 * 512 - 1, 128 * 512, 128 * 512 + 1, 127 * 512, 126 * 512, 125 * 512];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_stream_of_any_size_comes_back(int size)
    {
        var storage = new CompoundStorage();
        storage.Streams.Add("first", Bytes(size, 1));
        storage.Streams.Add("second", Bytes(size + 1, 2));
        AssertRoundTrip(storage);
    }

    [Fact]
    public void Thousands_of_streams_of_random_sizes_come_back()
    {
        var random = new Random(20);
        var storage = new CompoundStorage { ClassId = new Guid("000C1084-0000-0000-C000-000000000046") };
        for (var i = 0; i < 5000; i++)
            storage.Streams.Add($"s{random.Next():x}{i}", Bytes(random.Next(3) == 0 ? random.Next(9000) : random.Next(200), i));
        AssertRoundTrip(storage);
    }

    [Fact]
    public void Nested_storages_keep_their_class_and_streams()
    {
        var storage = new CompoundStorage();
        var inner = new CompoundStorage { ClassId = new Guid("000C1082-0000-0000-C000-000000000046") };
        inner.Streams.Add("a", Bytes(5000, 3));
        inner.Storages.Add("deeper", new CompoundStorage());
        inner.Storages["deeper"].Streams.Add("b", Bytes(10, 4));
        storage.Storages.Add("1031", inner);
        storage.Storages.Add("1041", new CompoundStorage());
        storage.Streams.Add("\u4840", Bytes(7, 5));
        AssertRoundTrip(storage);
    }

    [Theory]
    [InlineData(109 * 128 - 3)]
    [InlineData(109 * 128)]
    [InlineData(109 * 128 + 1)]
    [InlineData((109 + 127) * 128 - 3)]
    [InlineData((109 + 127) * 128 + 2)]
    public void The_DIFAT_grows_past_the_header(int sectors)
    {
        var storage = new CompoundStorage();
        storage.Streams.Add("big", Bytes(sectors * 512 - 1024, 6));
        AssertRoundTrip(storage);
    }

    [Fact]
    public void A_file_above_100_MB_is_written_from_disk()
    {
        var path = Path.GetTempFileName();
        var target = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            {
                for (var i = 0; i < 120; i++)
                    file.Write(Bytes(1 << 20, i).ToArray());
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var storage = new CompoundStorage();
            storage.Streams.Add("big", StreamContent.OfFile(path));
            using (var file = File.Create(target))
                CompoundFileWriter.Write(storage, file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);

            using var written = File.OpenRead(target);
            using var stream = CompoundFileReader.Read(written).Streams["big"].Open();
            var part = new byte[1 << 20];
            for (var i = 0; i < 120; i++)
            {
                stream.ReadExactly(part);
                Assert.True(part.AsSpan().SequenceEqual(Bytes(1 << 20, i).ToArray()));
            }
        }
        finally
        {
            File.Delete(path);
            File.Delete(target);
        }
    }

    [Fact]
    public void Siblings_form_a_red_black_tree_in_order()
    {
        for (var count = 0; count < 300; count++)
        {
            var storage = new CompoundStorage();
            for (var i = 0; i < count; i++)
                storage.Streams.Add($"{(i % 3 == 0 ? "X" : "y")}{i}", Bytes(1, i));
            var entries = DirectoryBuilder.Build(storage);
            var names = new List<string>();
            BlackHeight(entries, entries[0].Child, parentBlack: true, names);
            Assert.Equal(count, names.Count);
            Assert.Equal(names.Order(EntryNameComparer.Instance), names);
        }
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("", "b")]
    [InlineData("a/b", "b")]
    [InlineData("a name of more than 31 characters", "b")]
    public void A_name_that_cannot_be_written_is_refused(string name, string other)
    {
        var storage = new CompoundStorage();
        storage.Streams.Add(name, Bytes(1, 1));
        storage.Storages.Add(other, new CompoundStorage());
        Assert.Throws<CompoundFileException>(() => CompoundFileWriter.Write(storage, Stream.Null));
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_nothing_worse()
    {
        var storage = new CompoundStorage();
        storage.Streams.Add("small", Bytes(100, 1));
        storage.Streams.Add("large", Bytes(10000, 2));
        storage.Storages.Add("inner", new CompoundStorage());
        storage.Storages["inner"].Streams.Add("x", Bytes(300, 2));
        var good = Write(storage);
        var random = new Random(21);
        for (var round = 0; round < 3000; round++)
        {
            var bad = good[..(random.Next(4) == 0 ? random.Next(good.Length) : good.Length)];
            for (var i = 0; i < 8 && bad.Length > 0; i++)
                bad[random.Next(2) == 0 ? random.Next(bad.Length) : random.Next(Math.Min(512, bad.Length))] = (byte)(random.Next(2) * random.Next(256));
            try
            {
                foreach (var content in CompoundFileReader.Read(new MemoryStream(bad)).Streams.Values)
                    content.ToArray();
            }
            catch (CompoundFileException)
            {
            }
        }
    }

    private static int BlackHeight(IReadOnlyList<DirectoryEntry> entries, uint index, bool parentBlack, List<string> names)
    {
        if (index == 0xFFFFFFFF)
            return 1;
        var entry = entries[(int)index];
        Assert.True(parentBlack || entry.Black, "a red entry has a red parent");
        var left = BlackHeight(entries, entry.Left, entry.Black, names);
        names.Add(entry.Name);
        var right = BlackHeight(entries, entry.Right, entry.Black, names);
        Assert.Equal(left, right);
        return left + (entry.Black ? 1 : 0);
    }

    private static void AssertRoundTrip(CompoundStorage storage)
    {
        var bytes = Write(storage);
        Assert.Equal(0, bytes.Length % 512);
        AssertSame(storage, CompoundFileReader.Read(new MemoryStream(bytes)));
        Assert.True(bytes.AsSpan().SequenceEqual(Write(storage)));
    }

    private static void AssertSame(CompoundStorage expected, CompoundStorage actual)
    {
        Assert.Equal(expected.ClassId, actual.ClassId);
        Assert.Equal(expected.Streams.Keys, actual.Streams.Keys);
        foreach (var (name, content) in expected.Streams)
            Assert.True(content.ToArray().AsSpan().SequenceEqual(actual.Streams[name].ToArray()), name);
        Assert.Equal(expected.Storages.Keys, actual.Storages.Keys);
        foreach (var (name, inner) in expected.Storages)
            AssertSame(inner, actual.Storages[name]);
    }

    private static byte[] Write(CompoundStorage storage)
    {
        var target = new MemoryStream();
        CompoundFileWriter.Write(storage, target);
        return target.ToArray();
    }

    private static StreamContent Bytes(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return StreamContent.Of(bytes);
    }
}
