using OmsGateway.PowerShell.Tests.Surface;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Help;

public class HelpTests
{
    private const string HelpPath = "Service/PowerShell/Module/en-US/OMSGateway.PowerShell.dll-Help.xml";

    private static readonly IReadOnlyDictionary<string, CmdletPage> Pages = CmdletPage.Read();

    [Fact]
    public void Every_cmdlet_has_its_section_and_every_section_its_cmdlet() =>
        Assert.Equal(CmdletClass.All.Keys.Order(), Pages.Keys.Order());

    [Fact]
    public void Every_section_names_exactly_its_cmdlet_s_parameters()
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
    public void Every_section_has_examples_of_its_cmdlet() => Assert.All(Pages.Values, page =>
    {
        Assert.NotEmpty(page.Examples);
        Assert.All(page.Examples, example => Assert.Contains(page.Name, example.Code, StringComparison.Ordinal));
    });

    /// <summary>With OMSGATEWAY_WRITE_HELP set the file is written instead.</summary>
    [Fact]
    public void The_help_file_is_made_from_the_page()
    {
        string help = MamlWriter.Write(Pages);
        if (Environment.GetEnvironmentVariable("OMSGATEWAY_WRITE_HELP") is not null) File.WriteAllText(ProjectFiles.Find(HelpPath), help);
        Assert.True(help == ProjectFiles.Read(HelpPath), $"{HelpPath} is out of date: run this test with OMSGATEWAY_WRITE_HELP=1.");
    }

    [Fact]
    public void The_topic_names_every_cmdlet()
    {
        string topic = ProjectFiles.Read("Service/PowerShell/Module/en-US/about_OMSGateway.help.txt");
        Assert.All(CmdletClass.All.Keys, name => Assert.Contains(name, topic, StringComparison.Ordinal));
        Assert.All(topic.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}
