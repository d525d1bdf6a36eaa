using OmsGateway.Installer.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests;

/// <summary>The templates of Group Policy that setup installs, and what setup does on a computer with policies.</summary>
public sealed class PolicyTests(TestMachine machine) : InstallerTests(machine)
{
    private const string Key = @"HKLM\SOFTWARE\Policies\OMS Gateway";

    private static readonly string Built = ProjectFiles.Find("artifacts", "PolicyDefinitions");

    private string Package => Machine.Packages.Current;

    /// <summary>Where the policy editor reads; Windows has files of its own there.</summary>
    private string Folder => Machine.Path(@"C:\windows\PolicyDefinitions");

    /// <summary>As other products with templates do: Lithnet's password protection (ad-password-protection#51), Microsoft's LAPS.</summary>
    [InstallerFact]
    public void Templates_are_installed_where_policies_are_edited_if_it_is_asked_for_and_stay_until_the_removal()
    {
        Install(Package, Port);
        Assert.Empty(Templates(Folder));

        Install(Package, "POLICYTEMPLATES=1");
        Assert.Equal(17, Templates(Folder).Count);
        Assert.Equal(Templates(Built), Templates(Folder));

        File.Delete(Path.Combine(Folder, "de-DE", "OMSGateway.adml"));
        Install(Package);
        Assert.Equal(Templates(Built), Templates(Folder));

        Uninstall(Package);
        Assert.Empty(Templates(Folder));
    }

    [InstallerFact]
    public void An_upgrade_keeps_the_templates()
    {
        Install(Machine.Packages.Previous, Port, "POLICYTEMPLATES=1");

        Install(Package);

        Assert.Equal(Templates(Built), Templates(Folder));
    }

    [InstallerFact]
    public void A_port_of_policy_is_where_the_installed_service_listens()
    {
        Machine.Windows("reg", "add", Key, "/v", "ListenPort", "/t", "REG_DWORD", "/d", PortNumber, "/f", "/reg:64");
        try
        {
            Install(Package, "PORTNUMBER=18183");

            Assert.True(TestMachine.Listens(PortNumber));
            Assert.Contains("PORTNUMBER has no effect: ListenPort is set by Group Policy.", Machine.Log, StringComparison.Ordinal);
        }
        finally
        {
            Machine.Windows("reg", "delete", Key, "/f", "/reg:64");
        }
    }

    /// <summary>The templates in a folder by their paths, with what is in them.</summary>
    private static SortedDictionary<string, string> Templates(string folder) => !Directory.Exists(folder) ? [] : new(
        Directory.GetFiles(folder, "OMSGateway.adm?", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText), StringComparer.Ordinal);
}
