using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Database;

public sealed class DatabaseTests
{
    [ToolTheory("msiinfo")]
    [InlineData(1252, "Übergang")]
    [InlineData(932, "ゲートウェイ")]
    [InlineData(936, "网关服务")]
    [InlineData(949, "게이트웨이")]
    [InlineData(950, "閘道服務")]
    [InlineData(1251, "Шлюз")]
    [InlineData(65001, "Ü ゲ 网 Ш")]
    public void Text_of_every_codepage_is_read_by_msitools(int codepage, string text)
    {
        var database = Sample(codepage);
        database.Table(Standard("Property")).Add("Greeting", text);
        database.Summary[SummaryProperty.Subject] = text;
        using var folder = new TemporaryFolder();
        Write(database, folder["x.msi"]);

        var exported = ProgramRunner.Output("msiinfo", "export", folder["x.msi"], "Property");
        Assert.Contains($"Greeting\t{text}", exported, StringComparison.Ordinal);
        using var file = File.OpenRead(folder["x.msi"]);
        var back = MsiDatabase.Read(file);
        Assert.Equal(text, back.Property("Greeting"));
        Assert.Equal(text, back.Summary[SummaryProperty.Subject]);
        Assert.Equal(codepage, back.Codepage);
    }

    [Fact]
    public void A_character_outside_the_codepage_is_refused()
    {
        var database = Sample(932);
        database.Table(Standard("Property")).Add("Dash", "a – b");
        var error = Assert.Throws<MsiDatabaseException>(() => database.Write(Stream.Null));
        Assert.Contains("932", error.Message, StringComparison.Ordinal);
        Assert.Equal("–", Codepages.FirstMissing(932, "a – b"));
    }

    [Fact]
    public void Integers_strings_nulls_and_streams_come_back()
    {
        var database = Sample(1252);
        database.Table(Standard("Binary")).Add("Some.dll", StreamContent.Of([1, 2, 3]));
        var control = database.Table(Standard("Control"));
        control.Add("Dlg", "A", "Text", 0, 1, 32767, 13, int.MaxValue, null, "hello", null, null);
        control.Add("Dlg", "B", "Edit", 5, 6, 7, 8, null, "P", null, "A", null);
        database.Table(Standard("Registry")).Add("r", -1, "Key", null, "", "C");
        database.Streams.Add("cab1.cab", StreamContent.Of([9, 9]));
        var back = RoundTrip(database);
        Assert.Equal([1, 2, 3], ((StreamContent)back.Tables["Binary"].Rows[0][1]!).ToArray());
        Assert.Equal(control.Rows, back.Tables["Control"].Rows);
        Assert.Equal(["r", -1, "Key", null, null, "C"], back.Tables["Registry"].Rows[0]);
        Assert.Equal(["cab1.cab"], back.Streams.Keys);
        Assert.True(back.Tables["Control"].Definition.HasSameColumns(Standard("Control")));
    }

    [ToolFact("msiinfo")]
    public void Every_standard_table_can_be_empty_and_is_listed_by_msitools()
    {
        var database = Sample(1252);
        foreach (var definition in TableSchema.Standard.Values)
            database.Table(definition);
        ValidationTable.Fill(database);
        using var folder = new TemporaryFolder();
        Write(database, folder["x.msi"]);
        var names = ProgramRunner.Output("msiinfo", "tables", folder["x.msi"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            TableSchema.Standard.Keys.Order(StringComparer.Ordinal), names.Where(n => n[0] != '_' || n == "_Validation").Order(StringComparer.Ordinal));
        Assert.StartsWith("Table\tColumn\tNullable", ProgramRunner.Output("msiinfo", "export", folder["x.msi"], "_Validation"), StringComparison.Ordinal);
    }

    [ToolTheory("msiinfo")]
    [InlineData(65_300)]
    [InlineData(70_000)]
    public void More_strings_than_two_bytes_can_number(int count)
    {
        var database = Sample(1252);
        var table = database.Table(Standard("Property"));
        for (var i = 0; i < count; i++)
            table.Add($"P{i}", $"{i % 7}");
        using var folder = new TemporaryFolder();
        Write(database, folder["x.msi"]);
        using var file = File.OpenRead(folder["x.msi"]);
        var back = MsiDatabase.Read(file);
        Assert.Equal(table.Rows.Count, back.Tables["Property"].Rows.Count);
        Assert.Equal("5", back.Property("P40"));
        Assert.Contains($"P{count - 1}\t{(count - 1) % 7}", ProgramRunner.Output("msiinfo", "export", folder["x.msi"], "Property"), StringComparison.Ordinal);
    }

    [ToolTheory("msiinfo")]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void A_string_longer_than_64K(int length)
    {
        var database = Sample(1252);
        database.Table(Standard("Property")).Add("Long", new string('x', length));
        database.Table(Standard("Property")).Add("Next", "after");
        using var folder = new TemporaryFolder();
        Write(database, folder["x.msi"]);
        using var file = File.OpenRead(folder["x.msi"]);
        Assert.Equal(length, MsiDatabase.Read(file).Property("Long")!.Length);
        Assert.Contains("Next\tafter", ProgramRunner.Output("msiinfo", "export", folder["x.msi"], "Property"), StringComparison.Ordinal);
    }

    [Fact]
    public void Strings_are_counted_once_per_reference()
    {
        var database = Sample(1252);
        database.Table(Standard("Property")).Add("One", "shared");
        database.Table(Standard("Property")).Add("Two", "shared");
        var storage = DatabaseWriter.ToStorage(database);
        var pool = new StringPoolReader(
            storage.Streams[StreamName.Encode("_StringPool", true)].ToArray(),
            storage.Streams[StreamName.Encode("_StringData", true)].ToArray());
        var counts = Enumerable.Range(1, pool.Count - 1).ToDictionary(i => pool[i]!, i => pool.References[i]);
        Assert.Equal(2, counts["shared"]);
        // _Tables once, _Columns twice for its columns, and the name of the first of these.
        Assert.Equal(4, counts["Property"]);
    }

    [Fact]
    public void Two_rows_with_one_key_are_refused()
    {
        var database = Sample(1252);
        database.Table(Standard("Property")).Add("A", "1");
        database.Table(Standard("Property")).Add("A", "2");
        Assert.Contains("key A", Assert.Throws<MsiDatabaseException>(() => database.Write(Stream.Null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Component", false)]
    [InlineData("Component", true)]
    [InlineData("Binary.Some.dll", false)]
    [InlineData("_A.b", true)]
    [InlineData("with space & ü", false)]
    public void Stream_names_come_back(string name, bool table)
    {
        Assert.Equal(name, StreamName.Decode(StreamName.Encode(name, table), out var isTable));
        Assert.Equal(table, isTable);
    }

    [ToolFact("msiinfo")]
    public void The_summary_is_read_by_msitools()
    {
        using var folder = new TemporaryFolder();
        var database = Sample(1252);
        Write(database, folder["x.msi"]);
        var text = ProgramRunner.Output("msiinfo", "suminfo", folder["x.msi"]);
        Assert.Contains("Title: Installation Database", text, StringComparison.Ordinal);
        Assert.Contains("Security: 2", text, StringComparison.Ordinal);
        Assert.Equal(database.Summary.Values, RoundTrip(database).Summary.Values);
    }

    [Fact]
    public void A_damaged_database_is_an_error_and_nothing_worse()
    {
        var database = Sample(932);
        database.Table(Standard("Binary")).Add("x", StreamContent.Of(new byte[5000]));
        var target = new MemoryStream();
        database.Write(target);
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var bad = target.ToArray();
            for (var i = 0; i < 10; i++)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                MsiDatabase.Read(new MemoryStream(bad));
            }
            catch (Exception e) when (e is MsiDatabaseException or CompoundFileException)
            {
            }
        }
    }

    private static MsiDatabase Sample(int codepage)
    {
        var database = new MsiDatabase { Codepage = codepage };
        database.Table(Standard("Property")).Add("ProductName", "Sample");
        database.Summary[SummaryProperty.Codepage] = codepage;
        database.Summary[SummaryProperty.Title] = "Installation Database";
        database.Summary[SummaryProperty.Template] = "x64;1033";
        database.Summary[SummaryProperty.RevisionNumber] = "{7D0E7B53-3F5E-4C5C-9D7B-5E6A0B9C1D22}";
        database.Summary[SummaryProperty.Created] = new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc);
        database.Summary[SummaryProperty.PageCount] = 500;
        database.Summary[SummaryProperty.Security] = 2;
        return database;
    }

    private static TableDefinition Standard(string name) => TableSchema.Standard[name];

    private static MsiDatabase RoundTrip(MsiDatabase database)
    {
        var target = new MemoryStream();
        database.Write(target);
        return MsiDatabase.Read(target);
    }

    private static void Write(MsiDatabase database, string path)
    {
        using var file = File.Create(path);
        database.Write(file);
    }
}
