using OmsGateway.Localization.Tests.Support;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.Localization.Tests.Snapshot;

/// <summary>The way through the wizard, as the buttons of the package have it; Product/UI/WizardOrder.wxs is where it is written.</summary>
public sealed class WizardOrderTests
{
    // The set's, in whose place the product has its own: nothing leads to the first any more, and the second is a repair's last page.
    private static readonly string[] OfTheSet = ["InstallDirDlg", "VerifyReadyDlg"];

    [Fact]
    public void Back_leads_to_each_page_that_leads_there_and_to_no_other()
    {
        MsiTable events = MarkedPackage.Database.Tables["ControlEvent"];
        (string From, string To, bool IsBack)[] steps = [.. events.Where("Event", "NewDialog")
            .Select(row => (From: Page(row[0]), To: Page(row[3]), IsBack: row[1] is "Back"))
            .Where(step => step.From != step.To && !OfTheSet.Contains(step.From) && !OfTheSet.Contains(step.To)).Distinct()];
        string[] forward = [.. steps.Where(s => !s.IsBack).Select(s => $"{s.From} - {s.To}").Order(StringComparer.Ordinal)];

        Assert.NotEmpty(forward);
        Assert.Equal(forward, steps.Where(s => s.IsBack).Select(s => $"{s.To} - {s.From}").Order(StringComparer.Ordinal));
    }

    /// <summary>The dialogs of a page begin with its name, and go on with an underscore.</summary>
    private static string Page(object? dialog) => ((string)dialog!).Split('_')[0];
}
