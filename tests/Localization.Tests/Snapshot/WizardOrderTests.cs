using OmsGateway.Localization.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>The way through the wizard, as the buttons of the package have it; Product/UI/WizardOrder.wxs is where it is written.</summary>
public sealed class WizardOrderTests
{
    // The set's, in whose place the product has its own: nothing leads to the first any more, and the second is a repair's last page.
    private static readonly string[] OfTheSet = ["InstallDirDlg", "VerifyReadyDlg"];

    [Fact]
    public void Back_leads_to_each_page_that_leads_there_and_to_no_other()
    {
        (string From, string To, bool IsBack)[] leads = [.. MarkedPackage.Database.Tables["ControlEvent"].Where("Event", "NewDialog")
            .Select(row => (From: Page(row[0]), To: Page(row[3]), IsBack: row[1] is "Back"))
            .Where(lead => lead.From != lead.To && !OfTheSet.Contains(lead.From) && !OfTheSet.Contains(lead.To)).Distinct()];
        string[] steps = [.. leads.Where(l => !l.IsBack).Select(l => $"{l.From} to {l.To}")];
        string[] back = [.. leads.Where(l => l.IsBack).Select(l => $"{l.To} to {l.From}")];

        Assert.NotEmpty(steps);
        Assert.Empty(steps.Except(back).Select(step => $"{step}, but not back"));
        Assert.Empty(back.Except(steps).Select(step => $"not {step}, but back"));
    }

    /// <summary>The file of a page to which nothing leads is left out without a word.</summary>
    [Fact]
    public void Every_page_of_the_sources_is_in_the_package()
    {
        string[] pages = [.. Directory.GetFiles(ProjectFiles.Find("Product", "UI"), "*Dlg.wxs").Select(file => Path.GetFileNameWithoutExtension(file)!)];

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Except(MarkedPackage.Database.Tables["Dialog"].Rows.Select(row => Page(row[0]))));
    }

    /// <summary>The dialogs of a page begin with its name, and go on with an underscore.</summary>
    private static string Page(object? dialog) => ((string)dialog!).Split('_')[0];
}
