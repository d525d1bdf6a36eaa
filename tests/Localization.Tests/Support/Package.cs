using System.Globalization;
using System.Xml.Linq;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Transforms;

namespace OmsGateway.Localization.Tests.Support;

/// <summary>"OMS Gateway.msi" as it was built, in each of its languages.</summary>
internal static class Package
{
    private static readonly Dictionary<string, MsiDatabase> Translated = [];
    private static readonly Lazy<MsiDatabase> LazyMarked = new(CompileMarked);

    /// <summary>The database that the transforms are applied to.</summary>
    public static MsiDatabase Merged { get; } = Read(ProjectFiles.Path("artifacts", "OMS Gateway.msi"));

    /// <summary>
    /// The same package with <see cref="Mark"/> in the place of each text, from which one sees where a string goes.
    /// </summary>
    public static MsiDatabase Marked => LazyMarked.Value;

    /// <summary>What stands for a string in <see cref="Marked"/>.</summary>
    public static string Mark(string id) => $"@{id}@";

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

    private static MsiDatabase CompileMarked()
    {
        // What the sources do with these is not to show them.
        string[] kept = ["Culture", "Language", "Codepage"];
        var strings = new XDocument(Culture.Base.File);
        foreach (XElement text in strings.Root!.Elements().Where(e => !kept.Contains(e.Attribute("Id")!.Value)))
            text.SetAttributeValue("Value", Mark(text.Attribute("Id")!.Value));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("localization-test-");
        try
        {
            string wxl = Path.Combine(folder.FullName, "Strings.wxl");
            strings.Save(wxl);
            using CompileResult result = WixCompiler.Compile(Options(wxl));
            Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
            return result.Database;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As Product/MsiBuilder.targets has them.</summary>
    private static CompileOptions Options(string wxl)
    {
        string actions = ProjectFiles.Path("artifacts", "publish", "OmsGateway.CustomActions.Native", "release_win-x64");
        string actionsDll = Path.Combine(actions, "OmsGateway.CustomActions.Native.dll");
        return new CompileOptions
        {
            Sources = Directory.GetFiles(ProjectFiles.Path("Product"), "*.wxs", SearchOption.AllDirectories),
            Localizations = [wxl],
            Cultures = [Culture.BaseName],
            Variables = new Dictionary<string, string>
            {
                ["ProductVersion"] = Merged.Property("ProductVersion")!,
                ["Manufacturer"] = Merged.Property("Manufacturer")!,
                ["ProductCode"] = Merged.Property("ProductCode")!,
                ["CustomActionsDll"] = actionsDll,
            },
            ExtensionCustomActions = actionsDll,
            CabinetCache = ProjectFiles.Path("artifacts", "obj", "Product", "cabinets"),
            BindPaths =
            [
                ("", ProjectFiles.Path("Product")), ("", ProjectFiles.Path("Localization")), ("root", ProjectFiles.Root),
                ("service", ProjectFiles.Path("artifacts", "publish", "OMSGatewayService", "release_win-x64")),
                ("counters", ProjectFiles.Path("Service", "Host", "Counters")), ("eventlog", actions),
                ("module", ProjectFiles.Path("artifacts", "module", "release", "OMSGateway")), ("guide", ProjectFiles.Path("artifacts", "guide")),
                ("policies", ProjectFiles.Path("artifacts", "PolicyDefinitions")),
            ],
        };
    }
}
