using System.Globalization;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>Package</c>: the product's properties, its summary information, and everything below it.</summary>
internal static class PackageElement
{
    // Bits of the Word Count Summary property.
    private const int ShortNames = 1;
    private const int CompressedFiles = 2;
    private const int NoElevation = 8;
    // Windows Installer 5.0, as in the toolset.
    private const int DefaultInstallerVersion = 500;
    // Of the four fields the first two are bytes, and the fourth is not compared (Microsoft, "ProductVersion property").
    private const int MaxMajorMinor = 255;

    public static void Compile(ElementReader e, Scope scope)
    {
        var name = e.Required("Name");
        var manufacturer = e.Required("Manufacturer");
        var version = Version(e);
        var language = e.LocalizableInteger("Language", 0, short.MaxValue);
        var codepage = e.LocalizableCodepage("Codepage");
        var productCode = e.Guid("ProductCode", allowGenerate: true) ?? "*";
        var upgradeCode = e.Guid("UpgradeCode");
        var scopeWord = e.Word("Scope", "perMachine", "perUser", "perUserOrMachine") ?? "perMachine";
        var wordCount = (e.YesNo("ShortNames") == true ? ShortNames : 0)
            | (e.YesNo("Compressed") == false ? 0 : CompressedFiles)
            | (scopeWord == "perUser" ? NoElevation : 0);
        if ((wordCount & CompressedFiles) == 0)
            e.Diagnostics.Error(e.Location, DiagnosticCode.NotSupported, "Package/@Compressed='no' is not supported: all files are in cabinets.");
        var installerVersion = e.Integer("InstallerVersion", 0, int.MaxValue) ?? DefaultInstallerVersion;
        scope.Section.Items.Add(
            new PackageItem(e.Location, name ?? "", manufacturer ?? "", codepage, language, installerVersion, wordCount));
        AddProperties(scope, e.Location, name, manufacturer, version, productCode, upgradeCode, scopeWord);

        var display = 0;
        foreach (var child in e.Children())
        {
            if (child.Is("MajorUpgrade"))
                MajorUpgradeElement.Compile(child, scope, upgradeCode, version, language?.ToString());
            else if (child.Is("SummaryInformation"))
                CompileSummary(child, scope);
            else if (child.Is("Feature"))
                FeatureElement.Compile(child, scope, null, ref display);
            else if (!SectionChildren.TryCompile(child, scope))
                scope.CompileForeign(e, child, new());
        }

        e.End();
    }

    private static string Version(ElementReader e)
    {
        var version = e.Required("Version") ?? "";
        var numbers = version.Split('.').Select(
            p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        var valid = numbers.Length is >= 1 and <= 4 && numbers.All(n => n is >= 0 and <= ushort.MaxValue)
            && numbers.Take(2).All(n => n <= MaxMajorMinor);
        if (version.Length > 0 && !valid && !version.Contains("!(", StringComparison.Ordinal))
            e.Diagnostics.Error(e.Location, DiagnosticCode.InvalidValue,
                $"Package/@Version '{version}' is not of the form 255.255.65535.65535.");
        return version;
    }

    private static void AddProperties(
        Scope scope, SourceLocation location, string? name, string? manufacturer, string version, string productCode,
        string? upgradeCode, string scopeWord)
    {
        void Add(string id, string? value)
        {
            scope.Section.Define(SymbolKind.Property, id, location);
            if (value is not null)
                scope.Section.Row("Property", location, id, value);
        }

        Add("Manufacturer", manufacturer);
        Add("ProductCode", productCode);
        Add("ProductName", name);
        Add("ProductVersion", version);
        Add("UpgradeCode", upgradeCode);
        scope.Section.Define(SymbolKind.Property, "ProductLanguage", location);
        if (scopeWord == "perMachine")
            Add("ALLUSERS", "1");
        if (scopeWord != "perUserOrMachine")
            return;
        // Together: for the user, unless who installs says otherwise (Microsoft, "Single Package Authoring").
        Add("ALLUSERS", "2");
        Add("MSIINSTALLPERUSER", "1");
    }

    private static void CompileSummary(ElementReader e, Scope scope)
    {
        var codepage = e.LocalizableCodepage("Codepage");
        scope.Section.Items.Add(
            new SummaryItem(e.Location, codepage, e.Text("Description"), e.Text("Keywords"), e.Text("Manufacturer")));
        e.EndLeaf();
    }
}
