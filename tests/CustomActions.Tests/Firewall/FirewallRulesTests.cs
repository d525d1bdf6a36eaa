using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Firewall;

public class FirewallRulesTests
{
    private const string Execute = "Wix4ExecFirewallExceptionsInstall_X64";
    private const string Rollback = "Wix4RollbackFirewallExceptionsInstall_X64";

    private readonly FakeSession _session = new();
    private readonly FakeDatabase _database = new();
    private readonly FakeMachine _machine = new();

    public FirewallRulesTests()
    {
        _database.Tables["Wix4FirewallException"] =
        [
            ["OMS Gateway", "*", "[PORTNUMBER]", "6", "[#Exe]", "0", "2147483647", "Rule", "Lets agents in; \"all\"", "1"],
        ];
        _database.Properties["PORTNUMBER"] = "9000";
        _database.Properties["#Exe"] = @"C:\Program Files\OMS Gateway\OMSGatewayService.exe";
    }

    private static FirewallRule Rule(string ports) => new("OMS Gateway")
    {
        Description = "Lets agents in; \"all\"", Program = @"C:\Program Files\OMS Gateway\OMSGatewayService.exe", Ports = ports, Protocol = 6,
    };

    [Fact]
    public void The_rule_is_made_and_taken_back()
    {
        Schedule(ComponentChange.Install);
        Assert.Equal([Rollback, Execute], _database.Scheduled);

        Apply(Execute);
        Assert.Equal(Rule("9000"), _machine.Rules["OMS Gateway"]);

        Apply(Rollback);
        Assert.Empty(_machine.Rules);
    }

    [Fact]
    public void A_changed_rule_is_brought_back_as_it_was()
    {
        _machine.Rules["OMS Gateway"] = Rule("8080");
        Schedule(ComponentChange.Install);

        Apply(Execute);
        Assert.Equal(Rule("9000"), _machine.Rules["OMS Gateway"]);

        Apply(Rollback);
        Assert.Equal(Rule("8080"), _machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void A_removed_rule_is_brought_back_as_an_administrator_had_changed_it()
    {
        FirewallRule changed = Rule("8080,8081") with
        {
            IsEnabled = false, IsBlock = true, RemoteAddresses = "10.0.0.0/255.0.0.0,LocalSubnet", LocalAddresses = "10.1.2.3", RemotePorts = "1024-65535",
            Service = "OMSGatewayService", IcmpTypes = "8:*", InterfaceTypes = "Lan", Group = "Agents", Profiles = 1, AllowsEdgeTraversal = true,
        };
        _machine.Rules["OMS Gateway"] = changed;
        Schedule(ComponentChange.Remove);

        Apply("Wix4ExecFirewallExceptionsUninstall_X64");
        Assert.Empty(_machine.Rules);

        Apply("Wix4RollbackFirewallExceptionsUninstall_X64");
        Assert.Equal(changed, _machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void A_firewall_that_is_off_has_no_rule_to_come_back_to()
    {
        _machine.CannotFind = new COMException("The service is off.");

        Schedule(ComponentChange.Install);

        Assert.Equal([Rollback, Execute], _database.Scheduled);
    }

    [Fact]
    public void A_component_that_stays_as_it_is_schedules_nothing()
    {
        FirewallRules.Schedule(_session, _database, _machine.Parts, ComponentChange.Install);

        Assert.Empty(_database.Scheduled);
    }

    [Fact]
    public void A_rule_that_is_refused_ends_the_installation()
    {
        Schedule(ComponentChange.Install);
        _machine.Refusal = new COMException("refused");

        Assert.Equal(InstallerError.FirewallRuleNotMade, Assert.Throws<InstallerException>(() => Apply(Execute)).Error);
        Apply(Rollback);
    }

    [Fact]
    public void A_rule_that_may_fail_is_logged()
    {
        _database.Tables["Wix4FirewallException"] = [["Other", "", "", "", "", "1", "", "Rule", "", "2"]];
        Schedule(ComponentChange.Install);
        _machine.Refusal = new COMException("refused");

        Apply(Execute);

        Assert.Contains("refused", Assert.Single(_session.Lines), StringComparison.Ordinal);
        _machine.Refusal = null;
        Apply(Execute);
        Assert.Equal(new FirewallRule("Other") { RemoteAddresses = "", IsOutbound = true }, _machine.Rules["Other"]);
    }

    private void Schedule(ComponentChange change)
    {
        _database.Changes["Rule"] = change;
        FirewallRules.Schedule(_session, _database, _machine.Parts, change);
    }

    private void Apply(string action) => FirewallRules.Apply(_session, _machine.Parts, _session[action]);
}
