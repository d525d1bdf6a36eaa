using OmsGateway.PowerShell.Tests.Surface;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Help;

public class HelpTests
{
    private const string HelpPath = "Service/PowerShell/Module/en-US/OMSGateway.PowerShell.dll-Help.xml";

    private static readonly IReadOnlyDictionary<string, CmdletPage> Pages = CmdletPage.Read();

    [Fact]
    public void EveryCmdletHasItsSection_AndEverySectionItsCmdlet() =>
        Assert.Equal(CmdletClass.All.Keys.Order(), Pages.Keys.Order());

    [Fact]
    public void EverySectionNamesExactlyItsCmdletsParameters()
    {
        var shared = typeof(GatewayCmdlet).GetProperties().Concat(typeof(ChangingCmdlet).GetProperties())
            .Where(p => p.DeclaringType!.Assembly == typeof(GatewayCmdlet).Assembly).Select(p => p.Name).ToHashSet();
        foreach (CmdletPage page in Pages.Values)
        {
            CmdletClass cmdlet = CmdletClass.All[page.Name];
            Assert.Equal(
                cmdlet.Properties.Select(p => p.Name).Except(shared).Order(),
                page.Parameters.Keys.Except(shared).Order());
        }
    }

    [Fact]
    public void EverySectionHasExamplesOfItsCmdlet() => Assert.All(Pages.Values, page =>
    {
        Assert.NotEmpty(page.Examples);
        Assert.All(page.Examples, example => Assert.Contains(page.Name, example.Code, StringComparison.Ordinal));
    });

    /// <summary>With OMSGATEWAY_WRITE_HELP set the file is written instead.</summary>
    [Fact]
    public void TheHelpFileIsMadeFromThePage()
    {
        string help = MamlWriter.Write(Pages);
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_WRITE_HELP") is not null) File.WriteAllText(ProjectFiles.Find(HelpPath), help);
        Assert.True(help == ProjectFiles.Read(HelpPath), $"{HelpPath} is out of date: run this test with OMSGATEWAY_WRITE_HELP=1.");
    }

    [Fact]
    public void TheTopicNamesEveryCmdlet()
    {
        string topic = ProjectFiles.Read("Service/PowerShell/Module/en-US/about_OMSGateway.help.txt");
        Assert.All(CmdletClass.All.Keys, name => Assert.Contains(name, topic, StringComparison.Ordinal));
        Assert.All(topic.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}
