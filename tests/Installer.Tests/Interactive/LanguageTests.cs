using System.Text.RegularExpressions;
using System.Xml.Linq;
using OmsGateway.Installer.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Interactive;

/// <summary>What the installer itself makes of the package's language transforms, in code pages of one and of two bytes.</summary>
public sealed partial class LanguageTests(TestMachine machine) : WizardTests(machine)
{
    [InstallerTheory]
    [InlineData("ja-JP", 1041)]
    [InlineData("ru-RU", 1049)]
    public void The_wizard_and_what_is_installed_speak_the_language(string culture, int language)
    {
        Dictionary<string, string> strings = Strings(culture);
        string Shown(string id) => Style().Replace(strings[id], "").Replace("[ProductName]", "OMS Gateway", StringComparison.Ordinal)
            .Replace("[ProductVersion]", Machine.Packages.Database.Property("ProductVersion"), StringComparison.Ordinal)
            .Replace("&", "", StringComparison.Ordinal);
        using (Wizard wizard = Start("/i", Machine.Packages.Current, $"TRANSFORMS=:{language}"))
        {
            Assert.Equal(Shown("WelcomeDlg_Title"), wizard.See(Shown("WelcomeDlgTitle")).Title);
            wizard.Click(Shown("WixUINext"));
            wizard.See(Shown("LicenseAgreementDlgTitle"));
            wizard.Tick(Shown("LicenseAgreementDlgLicenseAcceptedCheckBox"));
            wizard.Click(Shown("WixUINext"));
            WizardPage page = wizard.See(Shown("PortProxyDlgTitle"));
            Assert.All(strings.Keys.Where(k => LabelOfSettings().IsMatch(k)), k => Assert.NotNull(page.Find(Shown(k))));
            wizard.Type(Shown("PortProxyDlgPortLabel"), PortNumber);
            wizard.Click(Shown("WixUINext"));
            page = wizard.See(Shown("AgentsDlgTitle"));
            Assert.All(strings.Keys.Where(k => LabelOfAgents().IsMatch(k)), k => Assert.NotNull(page.Find(Shown(k))));
            wizard.Click(Shown("WixUINext"));
            wizard.See(Shown("AgentsDlgNoAgents"));
            wizard.Choose(Shown("AgentsDlgLater"));
            wizard.Click(Shown("WixUINext"));
            string folder = Shown("InstallDirDlgTitle"), update = Shown("MicrosoftUpdateDlgTitle");
            if (wizard.WaitFor(p => p.Find(folder) is not null || p.Find(update) is not null, "the next page").Find(folder) is null)
                wizard.Click(Shown("WixUINext"));
            wizard.See(folder);
            wizard.Click(Shown("WixUINext"));
            page = wizard.See(Shown("VerifyReadyDlgInstallTitle"));
            string[] lines =
                [Shown("ReadyNoHosts"), Shown("ReadyNoProxy").Split('{')[0], Shown("ReadyTls").Replace("[FirstTlsVersion]", "1.2", StringComparison.Ordinal)];
            Assert.All(lines, line => Assert.NotNull(page.Find(line)));
        }

        Install(Machine.Packages.Current, Port, $"TRANSFORMS=:{language}");

        Assert.True(Machine.IsInStartMenu(Shown("GuideShortcut")));
        Assert.Contains($"\"Description\"=\"{Shown("ServiceDescription")}\"", Machine.Export(@"HKLM\System\CurrentControlSet\Services\OMSGatewayService"),
            StringComparison.Ordinal);
        Assert.Contains(
            $"\"Comments\"=\"{Shown("PackageDescription")}\"",
            Machine.Export($@"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{Machine.Packages.CurrentCode}"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Strings(string culture) =>
        XDocument.Load(ProjectFiles.Find("Localization", culture, "Strings.wxl")).Root!.Elements()
            .ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Value")!.Value);

    [GeneratedRegex(@"^\{\\[^}]+\}")]
    private static partial Regex Style();

    [GeneratedRegex("^AgentsDlg(Description|.*Label|Later|ReportOnly|Presets|Monitor|Arc|Note)$")]
    private static partial Regex LabelOfAgents();

    [GeneratedRegex("^PortProxyDlg(Description|.*Label|Use.*)$")]
    private static partial Regex LabelOfSettings();
}
