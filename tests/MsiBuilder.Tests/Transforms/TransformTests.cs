using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.MsiBuilder.Transforms;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Transforms;

public sealed class TransformTests
{
    [Theory]
    [InlineData("en-US", "de-DE")]
    [InlineData("en-US", "ja-JP")]
    [InlineData("ja-JP", "de-DE")]
    public void Applying_the_transform_gives_the_other_language(string from, string to)
    {
        using var before = Golden.Compile(from);
        using var after = Golden.Compile(to);
        var result = TransformApplier.Apply(before.Database!, LanguageTransform.Create(before.Database!, after.Database!));
        Assert.Equal(after.Database!.Codepage, result.Codepage);
        Assert.Equal(after.Database.Tables.Keys, result.Tables.Keys);
        foreach (var (name, table) in after.Database.Tables)
            Assert.Equal(IdtText.Lines(table), IdtText.Lines(result.Tables[name]));
    }

    [ToolFact("msiinfo")]
    public void One_package_holds_all_languages()
    {
        using var folder = new TemporaryFolder();
        Merge(folder["all.msi"]);
        using var file = File.OpenRead(folder["all.msi"]);
        var merged = MsiDatabase.Read(file);
        Assert.Equal(["1031", "1041"], merged.Storages.Keys);
        Assert.Equal("x64;1033,1031,1041", merged.Summary[SummaryProperty.Template]);
        using var japanese = Golden.Compile("ja-JP");
        var applied = TransformApplier.Apply(merged, merged.Storages["1041"]);
        Assert.Equal(IdtText.Lines(japanese.Database!.Tables["Feature"]), IdtText.Lines(applied.Tables["Feature"]));
        Assert.Contains("1033,1031,1041", ProgramRunner.Output("msiinfo", "suminfo", folder["all.msi"]), StringComparison.Ordinal);
    }

    [Fact]
    public void New_and_removed_tables_rows_and_streams_are_carried_over()
    {
        var before = new MsiDatabase { Codepage = 1252 };
        var after = new MsiDatabase { Codepage = 1252 };
        before.Table(TableSchema.Standard["Property"]).Add("Gone", "x");
        before.Table(TableSchema.Standard["Binary"]).Add("Bitmap", MsiBuilder.CompoundFile.StreamContent.Of([1]));
        before.Table(TableSchema.Standard["Error"]).Add(1, "one");
        after.Table(TableSchema.Standard["Property"]).Add("New", "y");
        after.Table(TableSchema.Standard["Binary"]).Add("Bitmap", MsiBuilder.CompoundFile.StreamContent.Of([2]));
        after.Table(TableSchema.Standard["UIText"]).Add("bytes", "bytes");
        var result = TransformApplier.Apply(before, LanguageTransform.Create(before, after));
        Assert.Equal("y", result.Property("New"));
        Assert.Null(result.Property("Gone"));
        Assert.Equal([2], ((MsiBuilder.CompoundFile.StreamContent)result.Tables["Binary"].Rows[0][1]!).ToArray());
        Assert.Equal(["bytes", "bytes"], result.Tables["UIText"].Rows[0]);
        Assert.Empty(result.Tables["Error"].Rows);
    }

    [Fact]
    public void Packages_of_different_products_are_not_merged()
    {
        using var one = Golden.Compile("en-US");
        using var other = Golden.Compile("de-DE");
        other.Database!.Tables["Component"].Add("More", "{00000000-0000-0000-0000-000000000001}", "INSTALLFOLDER", 256, null, null);
        Assert.Throws<TransformException>(() => LanguageMerger.Merge(one.Database!, [other.Database]));
        using var same = Golden.Compile("en-US");
        Assert.Throws<TransformException>(() => LanguageMerger.Merge(one.Database!, [same.Database!]));
    }

    [Theory]
    [InlineData("en-US", 0, 0x20000)]
    [InlineData("de-DE", 1252, 0x20020)]
    public void A_change_of_codepage_is_let_pass_where_the_base_is_not_neutral(string culture, int codepage, int flags)
    {
        using var one = Golden.Compile(culture);
        using var japanese = Golden.Compile("ja-JP");
        LanguageMerger.Merge(one.Database!, [japanese.Database!]);
        Assert.Equal(codepage, one.Database!.Codepage);
        var summary = PropertySet.Read(one.Database.Storages["1041"].Streams[SummaryInformation.StreamName].ToArray());
        Assert.Equal(flags, summary[SummaryProperty.CharacterCount]);
        Assert.Equal("x64;1041", summary[SummaryProperty.LastSavedBy]);
        Assert.StartsWith("{7D0E7B53-3F5E-4C5C-9D7B-5E6A0B9C1D22}1.2.3;{7D0E7B53", (string)summary[SummaryProperty.RevisionNumber]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_transform_is_an_error_and_nothing_worse()
    {
        using var english = Golden.Compile("en-US");
        using var german = Golden.Compile("de-DE");
        var storage = LanguageTransform.Create(english.Database!, german.Database!);
        var random = new Random(3);
        foreach (var name in storage.Streams.Keys.ToList())
        {
            var good = storage.Streams[name];
            for (var round = 0; round < 50; round++)
            {
                var bad = good.ToArray();
                for (var i = 0; i < 4; i++)
                    bad[random.Next(bad.Length)] = (byte)random.Next(256);
                storage.Streams[name] = MsiBuilder.CompoundFile.StreamContent.Of(bad[..random.Next(bad.Length)]);
                try
                {
                    TransformApplier.Apply(english.Database!, storage);
                }
                catch (Exception e) when (e is TransformException or MsiDatabaseException)
                {
                }
            }

            storage.Streams[name] = good;
        }
    }

    [Fact]
    public void The_same_languages_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Merge(folder["a.msi"]);
        Merge(folder["b.msi"]);
        Assert.True(File.ReadAllBytes(folder["a.msi"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["b.msi"])));
    }

    private static void Merge(string path)
    {
        using var english = Golden.Compile("en-US");
        using var german = Golden.Compile("de-DE");
        using var japanese = Golden.Compile("ja-JP");
        LanguageMerger.Merge(english.Database!, [german.Database!, japanese.Database!]);
        using var file = File.Create(path);
        english.Database!.Write(file);
    }
}
