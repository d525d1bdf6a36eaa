using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OmsGateway.MsiBuilder;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Support;

/// <summary>
/// The package that Product's sources make with a mark in the place of each text and a stand-in for each file: one sees where a string and
/// a file go, and nothing in it depends on words, on what a build makes of the code, or on the version.
/// </summary>
internal static class MarkedPackage
{
    /// <summary>The stand-in for the licence, of which the package has the text.</summary>
    public const string License = "en-US/License.rtf";

    // What the sources do with these is not to show them.
    private static readonly string[] Kept = ["Culture", "Language", "Codepage"];

    // The bind paths of Product/MsiBuilder.targets; files of the unnamed one lie beside their folders.
    private static readonly string[] BindPaths = ["root", "service", "counters", "eventlog", "module", "guide", "policies"];

    private static readonly string[] PolicyLanguages =
        [.. Directory.GetDirectories(ProjectFiles.Find("Localization")).Select(d => Path.GetFileName(d)!)
            .Where(n => n.Contains('-', StringComparison.Ordinal))];

    private static readonly string[] Files =
    [
        License, "Art/Banner.bmp", "Art/Dialog.bmp", "Art/OMSGateway.ico", "CustomActions.dll", "root/LICENSE", "service/OMSGatewayService.exe",
        "counters/OMSGateway.man", "eventlog/System.Diagnostics.EventLog.Messages.dll", "guide/guide.html", "module/OMSGateway.psd1", "module/OmsGateway.psm1",
        "module/OMSGateway.PowerShell.dll", "module/OmsGateway.Configuration.dll", "module/Microsoft.Win32.Registry.dll", "module/System.Buffers.dll",
        "module/System.Memory.dll", "module/System.Numerics.Vectors.dll", "module/System.Runtime.CompilerServices.Unsafe.dll",
        "module/en-US/OMSGateway.PowerShell.dll-Help.xml", "module/en-US/about_OMSGateway.help.txt", "policies/OMSGateway.admx",
        .. PolicyLanguages.Select(language => $"policies/{language}/OMSGateway.adml"),
    ];

    private static readonly Lazy<MsiDatabase> Native = new(() => Compile(isManaged: false));
    private static readonly Lazy<MsiDatabase> Managed = new(() => Compile(isManaged: true));

    public static MsiDatabase Database => Native.Value;

    /// <summary>As the toolset is asked for it on Windows, with custom actions that run in .NET Framework.</summary>
    public static MsiDatabase WithManagedActions => Managed.Value;

    /// <summary>What stands for a string.</summary>
    public static string Mark(string id) => $"@{id}@";

    /// <summary>How the package is made of sources.</summary>
    /// <param name="product">The folder with the sources.</param>
    /// <param name="folder">Where stand-ins and strings are written to.</param>
    /// <param name="isManaged">Whether custom actions run in .NET Framework.</param>
    internal static CompileOptions Options(string product, TemporaryFolder folder, bool isManaged)
    {
        foreach (string file in Files) folder.Write(file, file);
        string strings = folder["Strings.wxl"];
        MarkedStrings().Save(strings);
        var variables = new Dictionary<string, string>
        {
            ["ProductVersion"] = "1.2.3", ["Manufacturer"] = "Manufacturer", ["ProductCode"] = $"{Guid.Empty}",
            ["CustomActionsDll"] = folder["CustomActions.dll"],
        };
        if (isManaged) variables["ManagedCustomActions"] = "1";
        return new CompileOptions
        {
            Sources = Directory.GetFiles(product, "*.wxs", SearchOption.AllDirectories),
            Localizations = [strings],
            Cultures = [Culture.BaseName],
            Variables = variables,
            BindPaths = [("", folder.Root), .. BindPaths.Select(name => (name, folder[name]))],
            ExtensionCustomActions = folder["CustomActions.dll"],
            Validate = true,
        };
    }

    private static MsiDatabase Compile(bool isManaged)
    {
        using var folder = new TemporaryFolder();
        using CompileResult result = WixCompiler.Compile(Options(ProjectFiles.Find("Product"), folder, isManaged));
        Assert.True(result.Database is not null, string.Join('\n', result.Diagnostics));
        NameStandIns(result.Database);
        return result.Database;
    }

    private static XDocument MarkedStrings()
    {
        var strings = new XDocument(Culture.Base.File);
        foreach (XElement text in strings.Root!.Elements().Where(e => !Kept.Contains(e.Attribute("Id")!.Value)))
            text.SetAttributeValue("Value", Mark(text.Attribute("Id")!.Value));
        return strings;
    }

    /// <summary>Puts the names of stand-ins where the database has their bytes and their hashes.</summary>
    internal static void NameStandIns(MsiDatabase database)
    {
        foreach (object?[] row in database.Tables.Values.SelectMany(table => table.Rows))
        {
            for (int i = 0; i < row.Length; i++)
                if (row[i] is StreamContent content && Array.Find(Files, file => file == Encoding.UTF8.GetString(content.ToArray())) is { } file)
                    row[i] = $"[{file}]";
        }

        foreach (object?[] row in database.Tables["MsiFileHash"].Rows)
            (row[2], row[3], row[4], row[5]) = (Array.Find(Files, file => HashOf(file).SequenceEqual(row[2..])), null, null, null);
    }

#pragma warning disable CA5351 // It is what the table has (page "MsiFileHash table" of the Windows documentation), and protects nothing.
    private static IEnumerable<object?> HashOf(string text) =>
        MD5.HashData(Encoding.UTF8.GetBytes(text)).Chunk(sizeof(int)).Select(bytes => (object?)BitConverter.ToInt32(bytes));
#pragma warning restore CA5351
}
