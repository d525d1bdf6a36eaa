using System.Collections.Concurrent;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>
/// Whatever the sources say is in the tables: each attribute of each element of Product is removed, and given another value, one at a time. A row
/// must be another then, which fails <see cref="SnapshotTests"/>, or the package cannot be made.
/// </summary>
public sealed class AttributeTests
{
    // With these the package is the same as without, since they say what is the default in their place, and why they are written all the same.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Package/@Scope"] = "whom the package is for is not left to a default",
        ["Package/@InstallerVersion"] = "which Windows Installer the package needs is not left to a default",
        ["Package/@Language"] = "the strings have the same one, by which MsiBuilder goes without it",
        ["SummaryInformation/@Keywords"] = "beside the description, which is no default",
        ["MediaTemplate/@CompressionLevel"] = "no table has it; a test of its own does",
        ["Feature/@Level"] = "that the only feature is always installed is not left to a default",
        ["UpgradeVersion/@IncludeMinimum"] = "the oldest version that there can be is meant to be found",
        ["UpgradeVersion/@OnlyDetect"] = "what is found is removed, which deserves to be said",
        ["Property/@Secure"] = "UpgradeVersion makes its property secure; PropertyTests of CustomActions asks for it all the same",
        ["Property/@Secure changed"] = "the same property",
        ["SetProperty/@Sequence"] = "beside others that are of one sequence only",
        ["RegistrySearch/@Bitness"] = "which half of the registry is searched does not hang on the package's platform",
        ["RegistryValue/@Type"] = "beside others that are numbers",
        ["File/@KeyPath"] = "the first possible key path is it; another order of a component's children must not make it another",
        ["RegistryValue/@KeyPath"] = "as that of a file",
        ["Component/@KeyPath"] = "without it the folder is the key path for want of another one",
        ["Component/@KeyPath changed"] = "the same component",
        ["Component/@Id"] = "it would be its file's; a change of the file's would make it another component",
        ["ServiceInstall/@Id"] = "it would be the service's name",
        ["ServiceControl/@Id"] = "it would be the service's name",
        ["StandardDirectory/@Id changed"] = "an empty one names a folder that a shortcut names too",
        ["RadioButtonGroup/@Property"] = "it would be the control's",
        ["TextStyle/@Blue"] = "one of three, which are one colour",
        ["TextStyle/@Green"] = "one of three, which are one colour",
        ["Publish/@Order"] = "without it an event follows the one before; to begin at one and go on is what most do",
    };

    // What the sources give the attributes of each element: words of a list can only be exchanged for one another.
    private static readonly Dictionary<(XName, XName), string[]> Values = ProductCopy.Files.SelectMany(file => Load(file).Descendants().Attributes())
        .GroupBy(a => (a.Parent!.Name, a.Name)).ToDictionary(g => g.Key, g => g.Select(a => a.Value).Distinct().ToArray());

    [Fact]
    public void The_tables_tell_of_a_change_of_any_attribute()
    {
        Change[] changes = [.. ProductCopy.Files.SelectMany(Changes)];
        var unseen = new ConcurrentBag<Change>();
        int workers = Environment.ProcessorCount;
        Parallel.For(0, workers, worker =>
        {
            using var copy = new ProductCopy();
            for (int i = worker; i < changes.Length; i += workers)
                if (!copy.IsSeen(changes[i].File, changes[i].Apply())) unseen.Add(changes[i]);
        });

        string[] holes = [.. unseen.Where(c => !Exceptions.ContainsKey(c.Kind)).Select(c => $"{c}").Order(StringComparer.Ordinal)];
        Assert.True(holes.Length == 0, $"The package is the same if these are changed:\n{string.Join('\n', holes)}");
        Assert.Empty(Exceptions.Keys.Except(unseen.Select(c => c.Kind)));
    }

    [Fact]
    public void The_cabinet_is_compressed_as_far_as_it_can_be() =>
        Assert.Equal(["high"], ProductCopy.Files.SelectMany(file => Load(file).Descendants()).Where(e => e.Name.LocalName == "MediaTemplate")
            .Select(e => e.Attribute("CompressionLevel")?.Value));

    private static IEnumerable<Change> Changes(string file) =>
        Load(file).Descendants().SelectMany((element, i) => element.Attributes().Where(a => !a.IsNamespaceDeclaration)
            .SelectMany(a => new[] { new Change(file, i, a, null), new Change(file, i, a, OtherValue(a)) }));

    private static string OtherValue(XAttribute attribute)
    {
        if (int.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return $"{number + 1}";
        if (attribute.Value is "yes" or "no") return attribute.Value == "yes" ? "no" : "yes";
        // The next one may come to the same: who is before the next but one is before the next.
        string[] values = Values[(attribute.Parent!.Name, attribute.Name)];
        return values.Length == 1 ? $"{attribute.Value}_" : values[(Array.IndexOf(values, attribute.Value) + Math.Max(1, values.Length / 2)) % values.Length];
    }

    private static XDocument Load(string file) => XDocument.Load(ProjectFiles.Find("Product", file), LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);

    /// <summary>Another value of an attribute, or none, and the element's number in the file.</summary>
    private sealed record Change(string File, int Element, XAttribute Attribute, string? Value)
    {
        public string Kind => $"{Attribute.Parent!.Name.LocalName}/@{Attribute.Name.LocalName}{(Value is null ? "" : " changed")}";

        public XDocument Apply()
        {
            XDocument document = Load(File);
            document.Descendants().ElementAt(Element).SetAttributeValue(Attribute.Name, Value);
            return document;
        }

        public override string ToString() =>
            $"{File}({((IXmlLineInfo)Attribute.Parent!).LineNumber}): {Kind} from '{Attribute.Value}'{(Value is null ? "" : $" to '{Value}'")}";
    }
}
