using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.CustomActions.Installation;

namespace OmsGateway.CustomActions.Tests.Authoring;

/// <summary>The sources that must agree with the code.</summary>
internal static partial class Sources
{
    private static readonly XNamespace Wix = "http://wixtoolset.org/schemas/v4/wxs";

    public static string Root { get; } = FindRoot();

    /// <summary>Every action's name.</summary>
    public static IReadOnlyList<string> ActionNames { get; } = [.. typeof(ActionNames).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (string)f.GetRawConstantValue()!)];

    /// <summary>The elements of one name in all of Product.</summary>
    public static IEnumerable<XElement> Product(string element) =>
        Directory.GetFiles(Path.Combine(Root, "Product"), "*.wx?", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Descendants(Wix + element));

    /// <summary>The methods that a shell exports.</summary>
    public static IEnumerable<string> EntryPoints(string shell) =>
        Method().Matches(File.ReadAllText(Path.Combine(Root, "CustomActions", shell, "EntryPoints.cs"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"public static (?:uint|ActionResult) (\w+)\(")]
    private static partial Regex Method();

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OmsGateway.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
