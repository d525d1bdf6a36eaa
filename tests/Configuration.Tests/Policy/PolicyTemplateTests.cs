using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;
using OmsGateway.PolicyTemplates;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Policy;

/// <summary>
/// The templates hold what the table of settings says, and to the rules of Microsoft's schema: PolicyDefinitionFiles.xsd, PolicyDefinitions.xsd
/// and BaseTypes.xsd, explained on the pages "ADMX Schema" and "Group Policy ADMX Syntax Reference Guide" of the Windows documentation.
/// </summary>
public sealed class PolicyTemplateTests : IDisposable
{
    private static readonly XNamespace N = "http://www.microsoft.com/GroupPolicy/PolicyDefinitions";
    private static readonly string Localization = ProjectFiles.Find("Localization");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policy-templates-");
    private readonly XElement _admx;

    public PolicyTemplateTests()
    {
        TemplateFiles.Write(_folder.FullName, Localization);
        _admx = XDocument.Load(Path.Combine(_folder.FullName, "OMSGateway.admx")).Root!;
    }

    public static TheoryData<string> Languages => [.. Directory.GetDirectories(Localization).Select(folder => Path.GetFileName(folder)!)];

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Who builds the release again compares its hash.</summary>
    [Fact]
    public void The_archive_has_every_file_of_the_folder_and_is_the_same_at_any_time()
    {
        using var folder = new TemporaryFolder();
        TemplateFiles.Pack(_folder.FullName, folder["1.zip"]);
        foreach (FileInfo file in _folder.GetFiles("*", SearchOption.AllDirectories)) file.LastWriteTimeUtc = DateTime.UnixEpoch.AddYears(30);
        TemplateFiles.Pack(_folder.FullName, folder["2.zip"]);
        Assert.Equal(File.ReadAllBytes(folder["1.zip"]), File.ReadAllBytes(folder["2.zip"]));
        ZipFile.ExtractToDirectory(folder["1.zip"], folder["unpacked"]);
        Assert.Equal(Contents(_folder.FullName), Contents(folder["unpacked"]));
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

    [Fact]
    public void Every_setting_but_the_password_is_a_policy_with_its_range_its_words_and_its_default()
    {
        Dictionary<string, XElement> policies = Policies().ToDictionary(p => p.Attribute("name")!.Value);
        XElement english = Load("en-US");
        foreach (SettingDefinition definition in SettingDefinitions.All)
        {
            if (definition.Kind == SettingKind.Secret)
            {
                Assert.DoesNotContain(definition.Name, policies.Keys);
                continue;
            }

            XElement policy = policies[definition.Name];
            policies.Remove(definition.Name);
            XElement? element = policy.Element(N + "elements")?.Elements().Single();
            XElement? control = Presentation(english, definition.Name)?.Elements().Single();
            Assert.Contains(definition.Summary.Replace("`", ""), Text(english, definition.Name + "_Explain"));
            if (definition.Minimum is { } minimum)
            {
                Assert.Equal(("decimal", minimum, definition.Maximum!.Value),
                    (element!.Name.LocalName, (int)element.Attribute("minValue")!, (int)element.Attribute("maxValue")!));
                Assert.Equal(definition.Default, control!.Attribute("defaultValue")!.Value);
            }
            else if (definition.Kind == SettingKind.Choice)
            {
                Assert.Equal(definition.Choices, element!.Elements().Select(item => item.Value));
                Assert.Equal(definition.Default, element.Elements().ElementAt((int)control!.Attribute("defaultItem")!).Value);
            }
            else if (definition.Kind == SettingKind.Boolean)
            {
                Assert.Equal(("1", "0"), (Number(policy, "enabledValue"), Number(policy, "disabledValue")));
            }
            else
            {
                Assert.Equal(PolicyLists.IsList(definition) ? "list" : "text", element!.Name.LocalName);
            }
        }

        Assert.Equal([PolicyLists.AllowedHosts, PolicyLists.GroupAllowedHosts, PolicyLists.Groups], policies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_editor_writes_by_the_templates_is_where_the_gateway_reads()
    {
        foreach (XElement policy in Policies())
        {
            string name = policy.Attribute("name")!.Value;
            XElement? element = policy.Element(N + "elements")?.Elements().Single();
            Assert.Equal(PolicyLists.Key, policy.Attribute("key")!.Value);
            if (element?.Name.LocalName == "list")
            {
                Assert.Equal($@"{PolicyLists.Key}\{name}", element.Attribute("key")!.Value);
                Assert.Contains(name, PolicyLists.Names);
            }
            else
            {
                Assert.Equal(name, (element ?? policy).Attribute("valueName")!.Value);
                Assert.NotNull(SettingDefinitions.Find(name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_language_has_every_text_and_control_that_the_policies_refer_to_and_no_other(string language)
    {
        XElement adml = Load(language);
        string[] texts = [.. adml.Descendants(N + "string").Select(s => s.Attribute("id")!.Value)];
        string[] presentations = [.. adml.Descendants(N + "presentation").Select(p => p.Attribute("id")!.Value)];
        Assert.Equal(References("string").Order(), texts.Order());
        Assert.Equal(References("presentation").Order(), presentations.Order());
        Assert.All(adml.Descendants(N + "string"), s => Assert.False(string.IsNullOrWhiteSpace(s.Value)));
        foreach (XElement policy in Policies().Where(p => p.Element(N + "elements") is not null))
        {
            // "Each presentation's control has the id of the policy's element, and is of its kind."
            XElement element = policy.Element(N + "elements")!.Elements().Single();
            XElement control = Presentation(adml, policy.Attribute("name")!.Value)!.Elements().Single();
            Assert.Equal(element.Attribute("id")!.Value, control.Attribute("refId")!.Value);
            Assert.Equal(Controls[element.Name.LocalName], control.Name.LocalName);
            Assert.False(string.IsNullOrWhiteSpace(control.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_language_says_the_same_as_English_in_its_own_words(string language)
    {
        PolicyTexts english = Texts("en-US"), texts = Texts(language);
        Assert.Equal(language, texts.Culture);
        Assert.Equal(english.Ids, texts.Ids);
        foreach (string id in english.Ids)
        {
            Assert.Equal(Placeholders(english[id]), Placeholders(texts[id]));
            if (language != "en-US") Assert.NotEqual(english[id], texts[id]);
        }

        Assert.Equal(texts.Ids.Count, texts.Ids.Select(id => texts[id]).Distinct().Count());
    }

    [Fact]
    public void The_files_keep_to_the_order_and_the_names_of_the_schema()
    {
        Assert.Equal(Languages.Count, Directory.GetFiles(_folder.FullName, "OMSGateway.adml", SearchOption.AllDirectories).Length);
        Assert.Equal(N + "policyDefinitions", _admx.Name);
        Assert.Equal(["policyNamespaces", "resources", "supportedOn", "categories", "policies"], _admx.Elements().Select(e => e.Name.LocalName));
        Assert.Matches(@"^[0-9]{1,4}\.[0-9]{1,5}$", _admx.Attribute("revision")!.Value);
        foreach (XElement policy in Policies())
        {
            Assert.Equal("Machine", policy.Attribute("class")!.Value);
            string[] children = [.. policy.Elements().Select(e => e.Name.LocalName)];
            Assert.Equal(["parentCategory", "supportedOn"], children.Take(2));
            Assert.Equal(_admx.Descendants(N + "category").Single().Attribute("name")!.Value, policy.Element(N + "parentCategory")!.Attribute("ref")!.Value);
            Assert.Equal(_admx.Descendants(N + "definition").Single().Attribute("name")!.Value, policy.Element(N + "supportedOn")!.Attribute("ref")!.Value);
            Assert.Matches(@"^(\p{L}|\p{N}|_)+$", policy.Attribute("name")!.Value);
        }

        Assert.Equal(Policies().Count(), Policies().Select(p => p.Attribute("name")!.Value.ToUpperInvariant()).Distinct().Count());
        XElement adml = Load("de-DE");
        Assert.Equal(N + "policyDefinitionResources", adml.Name);
        Assert.Equal(["displayName", "description", "resources"], adml.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(_admx.Element(N + "resources")!.Attribute("minRequiredRevision")!.Value, adml.Attribute("revision")!.Value);
        Assert.All(adml.Descendants(N + "string"), s => Assert.Matches(@"^(\p{L}|\p{N}|_)+$", s.Attribute("id")!.Value));
    }

    private static Dictionary<string, string> Controls { get; } = new()
    {
        ["decimal"] = "decimalTextBox", ["enum"] = "dropdownList", ["text"] = "textBox", ["list"] = "listBox",
    };

    private IEnumerable<XElement> Policies() => _admx.Element(N + "policies")!.Elements();

    private XElement Load(string language) => XDocument.Load(Path.Combine(_folder.FullName, language, "OMSGateway.adml")).Root!;

    private static PolicyTexts Texts(string language) => PolicyTexts.Read(Path.Combine(Localization, language, PolicyTexts.FileName));

    private static string Text(XElement adml, string id) => adml.Descendants(N + "string").Single(s => s.Attribute("id")!.Value == id).Value;

    private static XElement? Presentation(XElement adml, string id) =>
        adml.Descendants(N + "presentation").SingleOrDefault(p => p.Attribute("id")!.Value == id);

    private static string Number(XElement policy, string element) => policy.Element(N + element)!.Elements().Single().Attribute("value")!.Value;

    private IEnumerable<string> References(string kind) => _admx.DescendantsAndSelf().Attributes()
        .Select(a => Regex.Match(a.Value, $@"^\$\({kind}\.(\w+)\)$")).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct();

    private static IEnumerable<string> Placeholders(string text) => Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Order();
}
