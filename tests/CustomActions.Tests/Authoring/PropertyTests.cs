using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.CustomActions.Installation;
using OmsGateway.TestSupport;

namespace OmsGateway.CustomActions.Tests.Authoring;

/// <summary>The properties that Product, the code, the wizard's texts and docs/silent-install.md name are the same ones.</summary>
public sealed partial class PropertyTests
{
    // Set by Windows Installer; the pages of these names in the Windows documentation.
    private static readonly string[] OfWindows =
    [
        "ADDLOCAL", "PATCH", "UPGRADINGPRODUCTCODE", "VersionNT", "VersionNT64", "WindowsBuild", "WindowsFolder", "ProductName", "ProductVersion",
        "MsiLogFileLocation", "OutOfDiskSpace", "OutOfNoRbDiskSpace", "PROMPTROLLBACKCOST",
    ];

    // What no repair comes after: fields of a first installation, of the removal and of the last page.
    private static readonly string[] OfOtherWays = [PropertyNames.MicrosoftUpdate, PropertyNames.InstallFolder, "KEEPSETTINGS", "OPENGUIDE"];

    private static readonly string[] Operators = ["AND", "OR", "NOT"];

    // UpgradeVersion and MajorUpgrade make theirs secure by themselves. The foreach has one element for all settings that have none of their own.
    private static string[] Secure =>
    [
        .. Sources.Product("Property").Where(p => p.Attribute("Secure")?.Value == "yes").Select(p => p.Attribute("Id")!.Value)
            .SelectMany(id => id == "$(var.SETTING)" ? Sources.Settings.Except(Sources.Values("Property", "Id")) : [id]),
        PropertyNames.EarlierVersions,
    ];

    /// <summary>The wizard runs as the user, what it asks for as SYSTEM: only a secure property gets from one to the other.</summary>
    [Fact]
    public void What_the_code_and_the_wizard_s_fields_name_reaches_the_elevated_installation()
    {
        // What the names of boxes begin with is no name.
        IEnumerable<string> names = Sources.PropertyNames.Except([PropertyNames.AgentBox]).Concat(Sources.Values("Control", "Property"));

        Assert.Empty(names.Where(IsPublic).Except(Secure));
    }

    /// <summary>A property of another name is filled and never read.</summary>
    [Fact]
    public void Every_setting_of_the_package_is_one_that_the_code_knows() => Assert.Empty(Sources.Settings.Except(Sources.PropertyNames));

    /// <summary>It would be written, although a repair says that it keeps what is configured.</summary>
    [Fact]
    public void What_was_typed_on_a_page_is_forgotten_by_a_repair()
    {
        // CheckAgents makes PRESETS of the boxes.
        IEnumerable<string> fields = Sources.Values("Control", "Property").Where(IsPublic)
            .Where(p => !p.StartsWith(PropertyNames.AgentBox, StringComparison.Ordinal));

        Assert.Empty(fields.Except(OfOtherWays).Except(Sources.Settings));
    }

    [Fact]
    public void What_is_documented_reaches_the_elevated_installation()
    {
        string guide = File.ReadAllText(ProjectFiles.Find("docs", "silent-install.md"));
        string[] documented = [.. Documented().Matches(guide).Select(m => m.Groups[1].Value)];

        Assert.Contains(PropertyNames.MicrosoftUpdate, documented);
        Assert.Empty(documented.Except(Secure));
    }

    /// <summary>A name that nobody sets is an empty text without a word: a condition of it is never true, a message of it has a gap.</summary>
    [Fact]
    public void Every_property_in_a_condition_and_in_a_text_is_one_that_somebody_sets()
    {
        IEnumerable<string> known =
        [
            .. Sources.PropertyNames, .. Sources.Values("Property", "Id"), .. Sources.Values("SetProperty", "Id"), .. Sources.Values("Publish", "Property"),
            .. OfWindows,
        ];
        string strings = File.ReadAllText(ProjectFiles.Find("Localization", "en-US", "Strings.wxl"));
        XAttribute[] attributes = [.. Sources.Nodes().OfType<XElement>().Attributes()];
        // A definition with semicolons is a list for foreach.
        IEnumerable<string> conditions = attributes.Where(a => a.Name.LocalName.EndsWith("Condition", StringComparison.Ordinal)).Select(a => a.Value)
            .Concat(Sources.Nodes().OfType<XProcessingInstruction>().Where(p => p.Target == "define" && !p.Data.Contains(';', StringComparison.Ordinal))
                .Select(p => p.Data[(p.Data.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        IEnumerable<string> named = conditions.SelectMany(c => Name().Matches(Literal().Replace(c, ""))).Select(m => m.Value)
            .Concat(attributes.Select(a => a.Value).Append(strings).SelectMany(text => Reference().Matches(text)).Select(m => m.Groups[1].Value));

        Assert.Empty(named.Except(Operators).Except(known));
    }

    [Fact]
    public void Whoever_looks_at_the_screen_or_the_log_sees_no_password()
    {
        XElement[] fields = [.. Sources.Product("Control").Where(c => c.Attribute("Property")?.Value == PropertyNames.Password)];
        XElement property = Assert.Single(Sources.Product("Property"), p => p.Attribute("Id")!.Value == PropertyNames.Password);
        XElement write = Assert.Single(Sources.Product("CustomAction"), a => a.Attribute("Id")!.Value == ActionNames.WriteSettings);

        Assert.NotEmpty(fields);
        Assert.All(fields, f => Assert.Equal("yes", f.Attribute("Password")?.Value));
        Assert.Equal("yes", property.Attribute("Hidden")?.Value);
        Assert.Equal("yes", write.Attribute("HideTarget")?.Value);
    }

    private static bool IsPublic(string name) => name.ToUpperInvariant() == name;

    /// <summary>A property at the beginning of the table's row.</summary>
    [GeneratedRegex("^\\| `([A-Z]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Documented();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"""[^""]*""|\$\(var\.\w+\)")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\[([A-Za-z_]\w*)\]")]
    private static partial Regex Reference();
}
