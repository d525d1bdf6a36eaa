using System.Xml.Linq;
using OmsGateway.Installer.Tests.Support;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests;

/// <summary>What Wine does not do, or does wrongly, is seen in the tables that Windows goes by.</summary>
public sealed class TableTests(TestMachine machine) : InstallerTests(machine)
{
    private MsiDatabase Database => Machine.Packages.Database;

    [InstallerFact]
    public void Whatever_carries_the_password_is_hidden()
    {
        string[] hidden = Database.Property("MsiHiddenProperties")!.Split(';');
        Assert.Contains("PASSWORD", hidden);
        Assert.Contains("WriteSettings", hidden);
        Assert.Equal(0x2000, Type("WriteSettings") & 0x2000);
        // Nothing else names it: no row of any table could show it.
        string[] tables = ["CustomAction", "Registry", "ServiceInstall", "ActionText", "Property"];
        Assert.All(
            tables.SelectMany(t => Database.Tables[t].Rows).SelectMany(r => r).OfType<string>(),
            text => Assert.DoesNotContain("[PASSWORD]", text, StringComparison.Ordinal));
    }

    [InstallerFact]
    public void Properties_reach_the_elevated_installation()
    {
        string[] secure = Database.Property("SecureCustomProperties")!.Split(';');
        // <?define Settings = A;B ?>
        string[] settings = XDocument.Load(ProjectFiles.Find("Product", "Settings.wxi")).DescendantNodes().OfType<XProcessingInstruction>().Single()
            .Data.Split('=')[1].Trim().Split(';');
        string[] names =
        [
            .. Directory.GetFiles(ProjectFiles.Find("Product"), "*.wx?", SearchOption.AllDirectories).SelectMany(file => XDocument.Load(file).Descendants())
                .Where(e => e.Name.LocalName == "Property" && e.Attribute("Secure")?.Value == "yes").Select(e => e.Attribute("Id")!.Value)
                .SelectMany(id => id == "$(var.SETTING)" ? settings : [id]),
            .. Database.Tables["Upgrade"].Rows.Select(row => (string)Database.Tables["Upgrade"].Value(row, "ActionProperty")!),
        ];
        Assert.Contains("PASSWORD", names);
        // Only the package that the toolset makes of the managed custom actions has it (Product/Conditions.wxs).
        Assert.Empty(names.Except([.. secure, "NETFRAMEWORKRELEASE"]));
    }

    /// <summary>explorer.exe hands the file to the shell of the user who is signed in; a page of the wizard waits for nothing.</summary>
    [InstallerFact]
    public void The_last_page_s_box_opens_the_guide()
    {
        Assert.Equal(
            "\"[WindowsFolder]explorer.exe\" \"[INSTALLDIR]guide.html\"", Assert.Single(Database.Tables["CustomAction"].Where("Action", "OpenGuide"))[3]);
        // An .exe in a folder, neither waited for nor checked.
        Assert.Equal(0x22 | 0xC0, Type("OpenGuide"));
        object?[] open = Assert.Single(Database.Tables["ControlEvent"].Rows, r => r[3] is "OpenGuide");
        Assert.Equal(("EndDlg", "Finish"), (open[0], open[1]));
        Assert.Contains("OPENGUIDE", (string)open[4]!, StringComparison.Ordinal);
    }

    [InstallerFact]
    public void The_service_has_a_virtual_account()
    {
        object?[] service = Assert.Single(Database.Tables["ServiceInstall"].Rows);
        Assert.Contains(@"NT SERVICE\OMSGatewayService", service);
    }

    /// <summary>
    /// RemoveExistingProducts tells the old product UPGRADINGPRODUCTCODE (the page of that name), so that its removal leaves what an
    /// administrator may have changed; and the new one makes no second service.
    /// </summary>
    [InstallerTheory]
    [InlineData("InstallServices", "VersionNT AND NOT ServiceIsKept")]
    [InlineData("DeleteServices", "VersionNT AND NOT UPGRADINGPRODUCTCODE")]
    [InlineData("RemoveRegistryValues", "NOT UPGRADINGPRODUCTCODE")]
    [InlineData("RemoveFirewallRule", "REMOVE~=\"ALL\" AND NOT UPGRADINGPRODUCTCODE")]
    [InlineData("UnregisterCounters", "REMOVE~=\"ALL\" AND NOT UPGRADINGPRODUCTCODE")]
    public void An_upgrade_keeps_the_machine_s_own(string action, string condition) =>
        Assert.Equal(condition, Assert.Single(Database.Tables["InstallExecuteSequence"].Where("Action", action))[1]);

    /// <summary>Only then is it known what an earlier version has left.</summary>
    [InstallerFact]
    public void The_service_is_looked_for_between_the_removal_of_an_earlier_version_and_its_making() =>
        Assert.InRange(Sequence("FindService"), Sequence("RemoveExistingProducts") + 1, Sequence("InstallServices") - 1);

    /// <summary>NeverOverwrite: not installed again where its key path's registry value exists (page "Component table").</summary>
    [InstallerFact]
    public void The_size_of_an_event_log_that_is_there_stays()
    {
        const int NeverOverwrite = 128;
        MsiTable registry = Database.Tables["Registry"];
        object?[] size = Assert.Single(registry.Where("Name", "MaxSize"));
        MsiTable components = Database.Tables["Component"];
        object?[] component = Assert.Single(components.Where("Component", registry.Value(size, "Component_")!));
        Assert.Equal(NeverOverwrite, (int)components.Value(component, "Attributes")! & NeverOverwrite);
        Assert.Equal(registry.Value(size, "Registry"), components.Value(component, "KeyPath"));
    }

    /// <summary>
    /// One component for each of the 17 files, of 64 bits, that goes by its condition again at every run (Transitive, page "Component table"),
    /// goes with the product, and has a file without a version, which replaces an unchanged one.
    /// </summary>
    [InstallerFact]
    public void Templates_of_Group_Policy_come_and_go_with_their_property()
    {
        const int Permanent = 0x10, Transitive = 0x40, Is64Bit = 0x100;
        MsiTable components = Database.Tables["Component"], files = Database.Tables["File"];
        object?[][] templates = [.. components.Rows.Where(c => components.Value(c, "Condition") is "POLICYTEMPLATES=\"1\"")];
        Assert.Equal(17, templates.Length);
        Assert.All(templates, component =>
        {
            Assert.Equal(Transitive | Is64Bit, (int)components.Value(component, "Attributes")! & (Permanent | Transitive | Is64Bit));
            object?[] file = Assert.Single(files.Where("Component_", components.Value(component, "Component")!));
            Assert.Equal(files.Value(file, "File"), components.Value(component, "KeyPath"));
            Assert.Null(files.Value(file, "Version"));
        });
        Assert.Equal(17, templates.Select(component => components.Value(component, "ComponentId")).Distinct().Count());
    }

    [InstallerFact]
    public void Nothing_restarts_the_computer_or_closes_programs()
    {
        Assert.Equal("ReallySuppress", Database.Property("REBOOT"));
        Assert.Equal("DisableShutdown", Database.Property("MSIRESTARTMANAGERCONTROL"));
    }

    [InstallerFact]
    public void A_failed_wizard_names_its_log()
    {
        Assert.Equal("voicewarmup", Database.Property("MsiLogging"));
        Assert.Contains(Database.Tables["Control"].Where("Dialog_", "FatalError"),
            c => c.OfType<string>().Any(t => t.Contains("[MsiLogFileLocation]", StringComparison.Ordinal)));
    }

    [InstallerFact]
    public void Windows_Installer_fills_in_no_user_name() => Assert.Equal("1", Database.Property("NOUSERNAME"));

    /// <summary>In Apps and Features, whose links nobody but this project may answer.</summary>
    [InstallerFact]
    public void No_page_of_another_company_is_named() => Assert.DoesNotContain(
        Database.Tables["Property"].Rows,
        r => ((string)r[0]!).StartsWith("ARP", StringComparison.Ordinal) && ((string)r[1]!).Contains("://", StringComparison.Ordinal));

    [InstallerFact]
    public void An_old_product_is_removed_in_the_same_transaction()
    {
        int sequence = Sequence("RemoveExistingProducts");
        Assert.InRange(sequence, Sequence("InstallInitialize") + 1, Sequence("ProcessComponents"));
        Assert.True(Sequence("PrepareActions") < sequence);
        Assert.True(Sequence("FindLegacyProducts") > Sequence("FindRelatedProducts"));
        MsiTable upgrade = Database.Tables["Upgrade"];
        object?[] legacy = Assert.Single(upgrade.Where("ActionProperty", "LEGACYPRODUCTS"));
        // Not only to be detected.
        Assert.Equal(0, (int)upgrade.Value(legacy, "Attributes")! & 2);
    }

    [InstallerFact]
    public void Windows_that_is_too_old_or_32_bit_is_refused()
    {
        string[] conditions = [.. Database.Tables["LaunchCondition"].Rows.Select(r => (string)r[0]!)];
        Assert.Contains("Installed OR VersionNT64", conditions);
        // Compared as numbers: the value in the registry is a text without a mark, and the other side a number.
        Assert.Contains("Installed OR WINDOWSBUILDNUMBER >= 14393", conditions);
    }

    [InstallerFact]
    public void A_downgrade_is_refused_with_a_message_of_ours()
    {
        object?[] condition = Assert.Single(Database.Tables["LaunchCondition"].Where("Condition", "NOT WIX_DOWNGRADE_DETECTED"));
        Assert.StartsWith("A later version of [ProductName] is installed", (string)condition[1]!, StringComparison.Ordinal);
    }

    /// <summary>As docs/wizard.md says: what the Template names first is for whoever has none of the others.</summary>
    [InstallerTheory]
    [InlineData("es-MX", 2058, 3082)]
    [InlineData("fr-CA", 3084, 1036)]
    [InlineData("zh-HK", 3076, 1028)]
    public void A_relative_of_a_language_gets_English_or_asks_for_the_relative(string culture, int own, int relative)
    {
        Assert.StartsWith("x64;1033,", (string)Database.Summary[SummaryProperty.Template]!, StringComparison.Ordinal);
        Assert.False(Database.Storages.ContainsKey($"{own}"), culture);
        Assert.True(Database.Storages.ContainsKey($"{relative}"), culture);
    }

    [InstallerFact]
    public void An_upgrade_does_not_remove_the_settings()
    {
        string condition = (string)Assert.Single(Database.Tables["InstallExecuteSequence"].Where("Action", "RemoveSettings"))[1]!;
        Assert.Equal("REMOVE~=\"ALL\" AND NOT UPGRADINGPRODUCTCODE AND NOT KEEPSETTINGS=\"1\"", condition);
    }

    private int Type(string action) => (int)Assert.Single(Database.Tables["CustomAction"].Where("Action", action))[1]!;

    private int Sequence(string action) => (int)Assert.Single(Database.Tables["InstallExecuteSequence"].Where("Action", action))[2]!;
}
