using System.Globalization;
using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Localization.Tests;

/// <summary>The texts in the package against the files of strings.</summary>
public sealed class TransformTests
{
    public static TheoryData<string> Cultures => Culture.Names;

    [Fact]
    public void The_package_lists_every_language_with_English_first()
    {
        string languages = ((string)Package.Merged.Summary[SummaryProperty.Template]!).Split(';')[1];
        Assert.Equal(Culture.Base.Language, int.Parse(languages.Split(',')[0], CultureInfo.InvariantCulture));
        Assert.Equal(
            Culture.All.Select(c => $"{c.Language}").Order(StringComparer.Ordinal), languages.Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(Culture.All.Where(c => c != Culture.Base).Select(c => $"{c.Language}").Order(StringComparer.Ordinal), Package.Merged.Storages.Keys);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_text_is_the_one_of_its_string(string culture)
    {
        MsiDatabase database = Package.In(culture);
        int texts = 0;
        foreach ((string name, MsiTable marked) in MarkedPackage.Database.Tables)
        {
            Dictionary<string, object?[]> rows = database.Tables[name].Rows.ToDictionary(r => Key(marked, r));
            foreach (object?[] row in marked.Rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    if (row[i] is not string text || !text.Contains('@', StringComparison.Ordinal)) continue;
                    // A file's short name, which stands before its own, is made from it.
                    int start = text.IndexOf("|@", StringComparison.Ordinal) + 1;
                    string shown = (string)rows[Key(marked, row)][i]!;
                    Assert.Equal(Culture.Of(culture).Fill(text[start..]), start == 0 ? shown : shown[(shown.IndexOf('|', StringComparison.Ordinal) + 1)..]);
                    texts++;
                }
            }
        }

        Assert.InRange(texts, Culture.Base.Strings.Count, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_licence_page_and_the_language_are_the_culture_s(string culture)
    {
        MsiDatabase database = Package.In(culture);
        MsiTable controls = database.Tables["Control"];
        object?[] page = controls.Rows.Single(r => r[0] is "LicenseAgreementDlg" && r[1] is "LicenseText");
        Assert.Equal(Culture.Of(culture).License, controls.Value(page, "Text"));
        Assert.Equal(Culture.Of(culture).Strings["Language"], database.Property("ProductLanguage"));
    }

    private static string Key(MsiTable table, object?[] row) => string.Join('\t', row.Take(table.Definition.KeyCount));
}
