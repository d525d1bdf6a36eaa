using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Policy;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Firewall;

public sealed class ConfigureFirewallTests : IDisposable
{
    private const string Note = @"SOFTWARE\OMS Gateway\FirewallRule";
    private const string NotedPort = @"SOFTWARE\OMS Gateway\FirewallPort";

    // 0x800706D9, EPT_S_NOT_REGISTERED: what a machine answers whose firewall service is off.
    private static readonly COMException Off = new("There are no more endpoints available from the endpoint mapper.", unchecked((int)0x800706D9));

    private readonly Setup _setup = new Setup().With("FirewallRuleDescription=Lets agents in");

    public void Dispose() => _setup.Dispose();

    private FakeMachine Machine => _setup.Machine;

    private static FirewallRule Rule(string port) => new("OMS Gateway")
    {
        Description = "Lets agents in", Program = @"C:\Program Files\OMS Gateway\OMSGatewayService.exe", Ports = port, Protocol = 6,
    };

    /// <summary>What an administrator has made of it.</summary>
    private static FirewallRule Changed(string port) => Rule(port) with
    {
        RemoteAddresses = "10.0.0.0/8", Profiles = 1, IsEnabled = false, AllowsEdgeTraversal = true,
    };

    [Fact]
    public void A_first_installation_makes_the_rule_without_edge_traversal()
    {
        Configure("PORTNUMBER=9000");

        // By the documentation's page of INetFwRule: TCP, 0x7FFFFFFF for all profiles, "*" for any address.
        Assert.Equal(
            @"FirewallRule { Name = OMS Gateway, Description = Lets agents in, Program = C:\Program Files\OMS Gateway\OMSGatewayService.exe, Service = , "
                + "Protocol = 6, "
                + "Ports = 9000, RemotePorts = , LocalAddresses = , RemoteAddresses = *, IcmpTypes = , InterfaceTypes = , Group = , Profiles = 2147483647, "
                + "IsOutbound = False, IsEnabled = True, IsBlock = False, AllowsEdgeTraversal = False }",
            $"{Machine.Rules["OMS Gateway"]}");
        Assert.Equal("9000", Machine.Registry[NotedPort]);
    }

    [Fact]
    public void It_is_for_the_port_that_Group_Policy_sets()
    {
        Machine.Policy.Add(new PolicyValue("", "ListenPort", PolicyValueType.Number, "3128"));

        Configure("PORTNUMBER=9000");

        Assert.Equal(Rule("3128"), Machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void Remote_addresses_narrow_it()
    {
        Configure("REMOTEADDRESSES=10.0.0.0/8, LocalSubnet");

        Assert.Equal("10.0.0.0/8,LocalSubnet", Machine.Rules["OMS Gateway"].RemoteAddresses);
    }

    [Fact]
    public void What_an_administrator_changed_stays_and_the_port_follows()
    {
        Machine.Rules["OMS Gateway"] = Changed("8080");
        Machine.Registry[NotedPort] = "8080";

        Configure("PORTNUMBER=9000");

        Assert.Equal(Changed("9000"), Machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void The_program_follows_the_folder()
    {
        Machine.Rules["OMS Gateway"] = Changed("8080") with { Program = @"D:\Old\OMSGatewayService.exe" };
        Machine.Registry[NotedPort] = "8080";

        Configure("PORTNUMBER=8080");

        Assert.Equal(Changed("8080"), Machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void Given_remote_addresses_change_those_of_the_rule()
    {
        Machine.Rules["OMS Gateway"] = Changed("8080");

        Configure("PORTNUMBER=8080", "REMOTEADDRESSES=any");

        Assert.Equal(Changed("8080") with { RemoteAddresses = "*" }, Machine.Rules["OMS Gateway"]);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", true)]
    public void A_rule_that_was_deleted_comes_back_only_when_it_is_asked_for(string choice, bool isThere)
    {
        Machine.Registry[NotedPort] = "8080";

        Configure($"FIREWALLRULE={choice}");

        Assert.Equal(isThere, Machine.Rules.ContainsKey("OMS Gateway"));
    }

    [Fact]
    public void FIREWALLRULE_0_makes_none_now_and_later()
    {
        Configure("FIREWALLRULE=0");
        Assert.Empty(Machine.Rules);

        Configure("FIREWALLRULE=");
        Assert.Empty(Machine.Rules);

        Configure("FIREWALLRULE=1");
        Assert.Equal(Rule("8080"), Machine.Rules["OMS Gateway"]);
        Assert.False(Machine.Registry.ContainsKey(Note));
    }

    [Fact]
    public void A_firewall_that_is_off_fails_nothing_and_is_reported()
    {
        Machine.CannotFind = Off;

        Configure();

        Assert.Contains(Machine.LoggedWarnings, w => w.Contains("0x800706D9", StringComparison.Ordinal));
        Assert.Contains(_setup.Session.Lines, w => w.Contains("0x800706D9", StringComparison.Ordinal));
        Assert.Empty(_setup.Session.Errors);
        _setup.Actions.ReadOutcome();
        Assert.Equal("1", _setup.Session["FirewallRuleIsMissing"]);
    }

    [Fact]
    public void A_firewall_that_is_back_gets_the_rule()
    {
        Machine.CannotFind = Off;
        Configure();
        Machine.CannotFind = null;

        Configure();

        Assert.Equal(Rule("8080"), Machine.Rules["OMS Gateway"]);
        _setup.Actions.ReadOutcome();
        Assert.Equal("", _setup.Session["FirewallRuleIsMissing"]);
    }

    [Fact]
    public void Rollback_takes_a_new_rule_away()
    {
        Configure();

        Undo();

        Assert.Empty(Machine.Rules);
        Assert.Empty(Machine.Registry);
    }

    [Fact]
    public void Rollback_brings_a_changed_rule_back_as_it_was()
    {
        Machine.Rules["OMS Gateway"] = Changed("8080");
        Machine.Registry[NotedPort] = "8080";
        Configure("PORTNUMBER=9000", "REMOTEADDRESSES=any");

        Undo();

        Assert.Equal(Changed("8080"), Machine.Rules["OMS Gateway"]);
        Assert.Equal("8080", Machine.Registry[NotedPort]);
    }

    [Fact]
    public void Removal_takes_the_rule_and_its_rollback_brings_all_of_it_back()
    {
        FirewallRule rule = Changed("8080") with
        {
            Description = "Ours", Service = "OMSGatewayService", Protocol = 17, RemotePorts = "1024-65535", LocalAddresses = "10.0.0.1", IcmpTypes = "8:*",
            InterfaceTypes = "Lan", Group = "Agents", IsOutbound = true, IsBlock = true,
        };
        Assert.All(typeof(FirewallRule).GetProperties(), p => Assert.NotEqual(p.GetValue(new FirewallRule("")), p.GetValue(rule)));
        Machine.Rules["OMS Gateway"] = rule;
        _setup.Prepare();

        _setup.Run(ActionNames.RemoveFirewallRule, a => a.RemoveFirewallRule());
        Assert.Empty(Machine.Rules);

        _setup.Run(ActionNames.RollbackRemoveFirewallRule, a => a.RollbackRemoveFirewallRule());
        Assert.Equal(rule, Machine.Rules["OMS Gateway"]);
    }

    [Fact]
    public void A_firewall_that_is_off_keeps_no_product()
    {
        Machine.CannotFind = Off;
        Machine.Refusal = Off;
        _setup.Prepare();

        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RemoveFirewallRule, a => a.RemoveFirewallRule()));
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.RollbackRemoveFirewallRule, a => a.RollbackRemoveFirewallRule()));
    }

    private void Configure(params string[] properties)
    {
        _setup.With("SETTINGSREAD=", "PORTNUMBER=", "REMOTEADDRESSES=", "FIREWALLRULE=").With(properties).Prepare();
        Assert.Equal(ActionRunner.Success, _setup.WriteSettings());
        Assert.Equal(ActionRunner.Success, _setup.Run(ActionNames.ConfigureFirewall, a => a.ConfigureFirewall()));
    }

    private void Undo() => _setup.Run(ActionNames.RollbackConfigureFirewall, a => a.RollbackConfigureFirewall());
}
