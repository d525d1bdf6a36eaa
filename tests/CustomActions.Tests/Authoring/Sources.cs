using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.CustomActions.Installation;
using OmsGateway.TestSupport;

namespace OmsGateway.CustomActions.Tests.Authoring;

/// <summary>The sources that must agree with the code.</summary>
internal static partial class Sources
{
    private static readonly XNamespace Wix = "http://wixtoolset.org/schemas/v4/wxs";

    /// <summary>Every action's name.</summary>
    public static IReadOnlyList<string> ActionNames { get; } = Constants(typeof(ActionNames));

    /// <summary>Every property that the code knows.</summary>
    public static IReadOnlyList<string> PropertyNames { get; } = Constants(typeof(PropertyNames));

    /// <summary>The properties that Product makes of its list of settings, by a foreach.</summary>
    public static IReadOnlyList<string> Settings { get; } =
        Nodes().OfType<XProcessingInstruction>().Single(p => p.Target == "define" && p.Data.StartsWith("Settings =", StringComparison.Ordinal))
            .Data.Split('=')[1].Trim().Split(';');

    /// <summary>The elements of one name in all of Product.</summary>
    public static IEnumerable<XElement> Product(string element) =>
        Files().SelectMany(f => XDocument.Load(f).Descendants(Wix + element));

    /// <summary>The values of an attribute in all of Product.</summary>
    public static IEnumerable<string> Values(string element, string attribute) => Product(element).Attributes(attribute).Select(a => a.Value);

    /// <summary>Every element of Product, and every preprocessor definition, which stands for a part of an attribute.</summary>
    public static IEnumerable<XNode> Nodes() => Files().SelectMany(f => XDocument.Load(f).DescendantNodes());

    /// <summary>The methods that a shell exports.</summary>
    public static IEnumerable<string> EntryPoints(string shell) =>
        Method().Matches(File.ReadAllText(ProjectFiles.Find("CustomActions", shell, "EntryPoints.cs"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"public static (?:uint|ActionResult) (\w+)\(")]
    private static partial Regex Method();

    private static string[] Files() => Directory.GetFiles(ProjectFiles.Find("Product"), "*.wx?", SearchOption.AllDirectories);

    private static string[] Constants(Type names) =>
        [.. names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
}
