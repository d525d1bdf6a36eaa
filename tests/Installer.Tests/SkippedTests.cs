using System.Reflection;
using System.Text.RegularExpressions;
using OmsGateway.Installer.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests;

/// <summary>docs/testing.md names the tests that Wine cannot show, and no others.</summary>
public sealed partial class SkippedTests
{
    [Fact]
    public void Skipped_tests_are_those_that_the_documentation_names()
    {
        IEnumerable<string> skipped = from type in typeof(SkippedTests).Assembly.GetTypes()
                                      from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                                      from attribute in method.CustomAttributes
                                      where attribute.AttributeType == typeof(WindowsInstallerFactAttribute)
                                          || attribute.AttributeType == typeof(NotOnNewerWineFactAttribute)
                                      select $"{method.Name}: {(attribute.AttributeType == typeof(NotOnNewerWineFactAttribute) ? "Wine 10" : "Wine 8 and 10")}";
        string page = File.ReadAllText(ProjectFiles.Find("docs", "testing.md"));

        Assert.Equal(skipped.Order(), Row().Matches(page).Select(m => $"{m.Groups[1].Value}: {m.Groups[2].Value}").Order());
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (Wine [^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
