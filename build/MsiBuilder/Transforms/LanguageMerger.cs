using System.Text;
using OmsGateway.MsiBuilder.Binding;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>
/// Makes one package of several that differ in language: each becomes a transform in a sub-storage named by its language,
/// and the Template lists them all, from which the installer picks the user's.
/// </summary>
public static class LanguageMerger
{
    /// <summary>Adds the languages of <paramref name="others"/> to <paramref name="database"/>.</summary>
    /// <exception cref="TransformException">The packages are not of one product, or differ in what they install.</exception>
    public static void Merge(MsiDatabase database, IEnumerable<MsiDatabase> others)
    {
        var languages = new List<string> { Language(database) };
        // A neutral codepage takes on that of any transform; it needs every string to be ASCII, as English ones can be.
        if (database.Tables.Values.All(IsAscii))
            database.Codepage = 0;
        foreach (var other in others)
        {
            var language = Language(other);
            if (languages.Contains(language))
                throw new TransformException($"There are two packages of the language {language}.");
            CheckSameProduct(database, other, language);
            languages.Add(language);
            database.Storages.Add(language, LanguageTransform.Create(database, other));
        }

        var platform = ((string?)database.Summary[SummaryProperty.Template] ?? ";").Split(';')[0];
        database.Summary[SummaryProperty.Template] = $"{platform};{string.Join(',', languages)}";
        // The transforms are part of the package, so it is another one than before and needs another code.
        PackageCode.Set(database);
    }

    private static bool IsAscii(MsiTable table) => table.Rows.All(r => r.OfType<string>().All(text => Ascii.IsValid(text)));

    private static string Language(MsiDatabase database) =>
        database.Property("ProductLanguage") ?? throw new TransformException("A package has no ProductLanguage.");

    private static void CheckSameProduct(MsiDatabase database, MsiDatabase other, string language)
    {
        foreach (var property in new[] { "ProductCode", "ProductVersion", "UpgradeCode" })
        {
            if (database.Property(property) != other.Property(property))
                throw new TransformException(
                    $"The package of the language {language} has the {property} {other.Property(property)}, not {database.Property(property)}.");
        }

        // What was installed in one language must be repaired and removed in another: the same files, and components of the same GUID.
        foreach (var table in new[] { "Component", "File" })
        {
            if (!Keys(database, table).SetEquals(Keys(other, table)))
                throw new TransformException($"The package of the language {language} has other rows in {table}.");
        }

        foreach (var (name, content) in database.Streams)
        {
            if (!other.Streams.TryGetValue(name, out var otherContent) || !HaveSameBytes(content, otherContent))
                throw new TransformException($"The package of the language {language} has other files: '{name}' differs.");
        }
    }

    private static HashSet<string> Keys(MsiDatabase database, string table) => database.Tables.TryGetValue(table, out var found)
        ? [.. found.Rows.Select(r => string.Join('\t', table == "Component" ? r.Take(2) : r.Take(1)))]
        : [];

    private static bool HaveSameBytes(StreamContent a, StreamContent b)
    {
        if (a.Length != b.Length)
            return false;
        using var x = a.Open();
        using var y = b.Open();
        var (left, right) = (new byte[65536], new byte[65536]);
        int read;
        while ((read = x.ReadAtLeast(left, left.Length, throwOnEndOfStream: false)) > 0)
        {
            if (y.ReadAtLeast(right, read, throwOnEndOfStream: false) < read || !left.AsSpan(0,
                read).SequenceEqual(right.AsSpan(0, read)))
                return false;
        }

        return true;
    }
}
