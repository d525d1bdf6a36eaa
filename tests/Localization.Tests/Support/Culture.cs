using System.Globalization;
using System.Xml.Linq;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Support;

/// <summary>A folder of Localization.</summary>
public sealed class Culture
{
    public const string BaseName = "en-US";

    private Culture(string folder)
    {
        Name = Path.GetFileName(folder);
        File = XDocument.Load(Path.Combine(folder, "Strings.wxl"));
        Strings = File.Root!.Elements().ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Value")!.Value);
        License = System.IO.File.ReadAllText(Path.Combine(folder, "License.rtf"));
    }

    /// <summary>Every language there is.</summary>
    public static IReadOnlyList<Culture> All { get; } =
        [.. Directory.GetDirectories(ProjectFiles.Find("Localization")).Order(StringComparer.Ordinal).Select(f => new Culture(f))];

    public static Culture Base { get; } = All.Single(c => c.Name == BaseName);

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>Their names without the one that the others are translations of.</summary>
    public static TheoryData<string> Translations => [.. All.Where(c => c != Base).Select(c => c.Name)];

    public string Name { get; }

    public XDocument File { get; }

    public IReadOnlyDictionary<string, string> Strings { get; }

    /// <summary>License.rtf.</summary>
    public string License { get; }

    public int Language => int.Parse(Strings["Language"], CultureInfo.InvariantCulture);

    public int Codepage => int.Parse(Strings["Codepage"], CultureInfo.InvariantCulture);

    public static Culture Of(string name) => All.Single(c => c.Name == name);

    /// <summary>A text of <see cref="MarkedPackage"/> with this language's words and licence.</summary>
    public string Fill(string marked)
    {
        if (marked == MarkedPackage.License) return License;
        if (!marked.Contains('@', StringComparison.Ordinal)) return marked;
        return Strings.Aggregate(marked, (text, s) => text.Replace(MarkedPackage.Mark(s.Key), s.Value, StringComparison.Ordinal));
    }
}
