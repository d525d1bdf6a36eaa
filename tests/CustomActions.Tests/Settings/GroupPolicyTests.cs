using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

/// <summary>Setup on a computer where Group Policy sets what it asks for.</summary>
public sealed class GroupPolicyTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    private FakeSession Session => _setup.Session;

    /// <summary>What the service goes by: the file and policy.</summary>
    private GatewaySettings InForce => _setup.Machine.Parts.OpenStore(_setup.Folder).Load().Configuration!.Settings;

    [Fact]
    public void The_wizard_shows_what_policy_sets_and_what_it_may_not_change()
    {
        Set("ListenPort", 3128);
        Set("RelayProxyAddress", "http://policy:8080");
        Set("RelayProxyUserName", "gateway");

        _setup.With("UILevel=5", "PORTNUMBER=9000").Actions.ReadCurrentSettings();

        Assert.Equal(("3128", "1"), (Session["PORTNUMBER"], Session["PortByPolicy"]));
        Assert.Equal(("http://policy:8080", "1", "1"), (Session["PROXY"], Session["HASPROXY"], Session["ProxyByPolicy"]));
        Assert.Equal(("gateway", "1", "1"), (Session["USERNAME"], Session["HASAUTH"], Session["UserNameByPolicy"]));
        Assert.Contains("PORTNUMBER has no effect: ListenPort is set by Group Policy.", Session.Lines);
    }

    [Fact]
    public void Without_a_policy_nothing_is_taken_for_one()
    {
        _setup.With("UILevel=5").Actions.ReadCurrentSettings();

        Assert.Equal(("", "", "", ""), (Session["PortByPolicy"], Session["ProxyByPolicy"], Session["UserNameByPolicy"], Session["HostPolicyByPolicy"]));
    }

    /// <summary>It counts again when policy says nothing any more.</summary>
    [Fact]
    public void The_file_keeps_what_it_says()
    {
        _setup.With("PORTNUMBER=9000", "PROXY=own", "USERNAME=bob", "PASSWORD=x").Install();
        SortedDictionary<string, string> before = _setup.Snapshot()!;
        Set("ListenPort", 3128);
        Set("RelayProxyAddress", "");

        _setup.With("PORTNUMBER=9001", "PROXY=other").Install();

        Assert.Equal(before, _setup.Snapshot());
        Assert.Equal((3128, null), (InForce.ListenPort, InForce.RelayProxy));
    }

    [Fact]
    public void A_port_that_has_no_effect_is_no_reason_to_fail()
    {
        Set("ListenPort", 3128);

        _setup.With("PORTNUMBER=70000").Install();

        Assert.Equal(3128, InForce.ListenPort);
    }

    [Theory]
    [InlineData("PROXY=other USERNAME=bob PASSWORD=x", "PROXY has no effect: RelayProxyAddress is set by Group Policy.")]
    [InlineData("PROXY=policy:8080 USERNAME=eve PASSWORD=x", "USERNAME has no effect: RelayProxyUserName is set by Group Policy.")]
    public void A_password_goes_to_no_other_proxy_and_under_no_other_name_than_it_was_given_for(string properties, string line)
    {
        Set("RelayProxyAddress", "http://policy:8080");
        Set("RelayProxyUserName", "bob");

        _setup.With(properties.Split(' ')).Install();

        Assert.Contains(line, Session.Lines);
        Assert.Equal(("bob", null), (InForce.RelayProxy!.UserName, InForce.RelayProxy.Password));
    }

    [Theory]
    [InlineData("PROXY=policy:8080 USERNAME=bob PASSWORD=x")]
    [InlineData("HASAUTH=1 USERNAME=bob PASSWORD=x")]
    public void The_password_for_what_policy_names_is_set(string properties)
    {
        Set("RelayProxyAddress", "http://policy:8080");
        Set("RelayProxyUserName", "bob");

        _setup.With(properties.Split(' ')).Install();

        Assert.Equal(("policy", "bob", "x"), (InForce.RelayProxy!.Host, InForce.RelayProxy.UserName, InForce.RelayProxy.Password));
    }

    /// <summary>A proxy may know the computer's account, and a password can be set later.</summary>
    [Fact]
    public void A_user_of_policy_s_without_a_password_is_no_reason_to_fail()
    {
        Set("RelayProxyAddress", "http://policy:8080");
        Set("RelayProxyUserName", "bob");

        _setup.Install();

        Assert.Equal("bob", InForce.RelayProxy!.UserName);
    }

    [Theory]
    [InlineData("System", "1")]
    [InlineData("Off", "1")]
    [InlineData("Manual", "")]
    public void A_mode_of_policy_s_that_leaves_the_proxy_unused_is_shown_too(string mode, string isByPolicy)
    {
        Set("RelayProxyMode", mode);

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(isByPolicy, Session["ProxyByPolicy"]);
    }

    [Theory]
    [InlineData("Enforce", "ReportOnly", "")]
    [InlineData("Enforce", "Later", "")]
    [InlineData("ReportOnly", "Later", "1")]
    [InlineData("ReportOnly", "ReportOnly", "1")]
    public void The_page_before_the_installation_says_what_becomes_of_other_hosts_by_policy(string policy, string choice, string reportsOnly)
    {
        Set("HostPolicy", policy);
        _setup.With("UILevel=5", "HOSTPOLICY=Enforce").Actions.ReadCurrentSettings();

        Assert.Equal(ActionRunner.Success, _setup.With($"AgentChoice={choice}").Actions.CheckAgents());

        Assert.Equal((policy, reportsOnly, ""), (Session["HostPolicyByPolicy"], Session["ReportsOnly"], Session["ReportedBefore"]));
        Assert.Equal("", Session["HOSTPOLICY"]);
    }

    [Fact]
    public void A_user_who_may_change_nothing_is_not_told_of_properties_that_he_did_not_give()
    {
        Set("ListenPort", 3128);
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><LogLevel>loud</LogLevel></OMSGateway>");
        _setup.Machine.IsAdministrator = false;

        // In the wizard, and once more in what it begins.
        _setup.With("Installed=1").Actions.ReadCurrentSettings();
        _setup.Actions.ReadCurrentSettings();

        Assert.Empty(Session.Warnings);
    }

    [Fact]
    public void A_port_that_is_none_is_not_shown_and_the_log_says_what_is_wrong()
    {
        Set("ListenPort", 0);
        _setup.Administration.Settings.Set("LogLevel", "Debug");

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("", Session["PortByPolicy"]);
        Assert.Contains(Session.Lines, line => line.Contains(@"SOFTWARE\Policies\OMS Gateway", StringComparison.Ordinal));
    }

    private void Set(string name, object value) => _setup.Machine.Policy.Add(new PolicyValue(
        "", name, value is int ? PolicyValueType.Number : PolicyValueType.Text, FormattableString.Invariant($"{value}")));
}
