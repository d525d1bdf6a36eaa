using System.Globalization;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Transforms;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Support;

/// <summary>"OMS Gateway.msi" as it was built, in each of its languages.</summary>
internal static class Package
{
    private static readonly Dictionary<string, MsiDatabase> Translated = [];

    /// <summary>The database that the transforms are applied to.</summary>
    public static MsiDatabase Merged { get; } = Read(ProjectFiles.Find("artifacts", "OMS Gateway.msi"));

    /// <summary>The database as a user of the language gets it.</summary>
    public static MsiDatabase In(string culture)
    {
        // They are read from one stream.
        lock (Translated)
        {
            if (Translated.TryGetValue(culture, out MsiDatabase? database)) return database;
            database = culture == Culture.BaseName ? Merged
                : TransformApplier.Apply(Merged, Merged.Storages[Culture.Of(culture).Language.ToString(CultureInfo.InvariantCulture)]);
            return Translated[culture] = database;
        }
    }

    // A database reads its streams when they are asked for.
    private static MsiDatabase Read(string path) => MsiDatabase.Read(new MemoryStream(File.ReadAllBytes(path)));
}
