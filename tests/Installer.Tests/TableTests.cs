using OmsGateway.Installer.Tests.Support;
using OmsGateway.MsiBuilder.Database;

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
        string[] tables = ["CustomAction", "Registry", "ServiceInstall", "ActionText", "Wix4FirewallException"];
        Assert.All(
            tables.SelectMany(t => Database.Tables[t].Rows).SelectMany(r => r).OfType<string>(),
            text => Assert.DoesNotContain("[PASSWORD]", text, StringComparison.Ordinal));
    }

    [InstallerFact]
    public void Properties_reach_the_elevated_installation()
    {
        string[] secure = Database.Property("SecureCustomProperties")!.Split(';');
        string[] names = ["PORTNUMBER", "PROXY", "HASPROXY", "HASAUTH", "USERNAME", "PASSWORD", "LICENSEACCEPTED", "KEEPSETTINGS", "LEGACYPRODUCTS"];
        Assert.Empty(names.Except(secure));
    }

    [InstallerFact]
    public void The_service_has_a_virtual_account_a_delayed_start_and_restarts()
    {
        object?[] service = Assert.Single(Database.Tables["ServiceInstall"].Rows);
        Assert.Contains(@"NT SERVICE\OMSGatewayService", service);
        Assert.Contains(Database.Tables["MsiServiceConfig"].Rows, r => r.Contains(3) && r.Contains("1"));
        object?[] failures = Assert.Single(Database.Tables["Wix4ServiceConfig"].Rows);
        Assert.Equal(3, failures.Count(c => c is "restart"));
    }

    [InstallerFact]
    public void The_firewall_rule_is_bound_to_program_and_port()
    {
        object?[] rule = Assert.Single(Database.Tables["Wix4FirewallException"].Rows);
        MsiTable table = Database.Tables["Wix4FirewallException"];
        Assert.Equal("OMS Gateway", table.Value(rule, "Name"));
        Assert.Equal("[PORTNUMBER]", table.Value(rule, "Port"));
        Assert.Equal("[#OMSGatewayService.exe]", table.Value(rule, "Program"));
        Assert.Equal(6, table.Value(rule, "Protocol"));
        Assert.Equal(1, table.Value(rule, "Direction"));
    }

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
        Assert.Contains("Installed OR VersionNT >= MINIMUMWINDOWS", conditions);
        Assert.Equal("603", Database.Property("MINIMUMWINDOWS"));
    }

    [InstallerFact]
    public void A_downgrade_is_refused_with_a_message_of_ours()
    {
        object?[] condition = Assert.Single(Database.Tables["LaunchCondition"].Where("Condition", "NOT WIX_DOWNGRADE_DETECTED"));
        Assert.StartsWith("A later version of [ProductName] is installed", (string)condition[1]!, StringComparison.Ordinal);
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
