using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Transfer;

namespace OmsGateway.Configuration.Tests.Policy;

public sealed class PolicyTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    public static TheoryData<string> Names => [.. SettingDefinitions.All.Where(d => d.Kind != SettingKind.Secret).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_setting_takes_its_value_from_policy_whatever_the_file_says(string name)
    {
        SettingDefinition definition = SettingDefinitions.Find(name)!;
        string file = definition.Default.Length > 0 ? definition.Default : "nonsense with spaces";
        string address = definition == RelayProxyDefinitions.Address ? "" : "<RelayProxyAddress>http://proxy</RelayProxyAddress>";
        Set(definition);
        ConfigurationResult result = _store.LoadSettings($"{address}<{name}>{file}</{name}>");
        Assert.Empty(result.Problems);
        Assert.Equal(definition.Example, definition.Format(result.Configuration!.Settings));
        Assert.True(_store.Administration.Settings.Get(name) is { IsSetByPolicy: true, IsDefault: false });
    }

    [Fact]
    public void A_setting_of_policy_is_changed_nowhere_else()
    {
        _store.Settings = "<OMSGateway><ListenPort>9000</ListenPort></OMSGateway>";
        string before = _store.Settings;
        _store.Policy.Set("ListenPort", 3128);
        Action[] changes =
        [
            () => _store.Administration.Settings.Set("ListenPort", "9001"), () => _store.Administration.Settings.Set("listenport", "9000"),
            () => _store.Administration.Settings.Check("ListenPort", "9001"), () => _store.Administration.Settings.Reset("ListenPort"),
            () => _store.Administration.Settings.CheckReset("ListenPort"),
        ];
        foreach (Action change in changes)
        {
            var error = Assert.Throws<ConfigurationException>(change);
            Assert.Equal(ConfigurationRefusal.SetByPolicy, error.Refusal);
            Assert.Contains("ListenPort is set by Group Policy", error.Message);
        }

        Assert.Equal(before, _store.Settings);
        // With the port of policy, which has the firewall rule follow.
        Assert.True(_store.Administration.Settings.Set("ListenPort", "3128"));
        Assert.True(_store.Administration.Settings.Set("LogLevel", "Debug"));
        Assert.Equal("3128", _store.Administration.Settings.Get("ListenPort").Value);
    }

    [Theory]
    [InlineData("ListenPort", 0, "from 1 to 65535")]
    [InlineData("ListenPort", -1, "from 1 to 65535")]
    [InlineData("ListenPort", "8081", "REG_DWORD")]
    [InlineData("RequireServerName", 2, "1 for true")]
    [InlineData("LogLevel", "Loud", "Debug, Information, Warning, Error")]
    [InlineData("LogLevel", 1, "REG_SZ")]
    [InlineData("AllowedPorts", "443", @"OMS Gateway\AllowedPorts")]
    [InlineData("RelayProxyPassword", "horse", "cannot be set by policy")]
    public void An_invalid_value_names_itself_and_what_is_valid(string name, object value, string expected)
    {
        _store.Policy.Set(name, value);
        ConfigurationResult result = _store.Store.Load();
        Assert.Null(result.Configuration);
        ConfigurationProblem problem = Assert.Single(result.Problems);
        Assert.StartsWith(@"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\OMS Gateway: " + name, problem.ToString());
        Assert.Contains(expected, problem.Message);
        Assert.DoesNotContain("horse", problem.ToString());
        // The file can be put right all the same.
        Assert.True(_store.Administration.Settings.Set("MaximumTunnels", "7"));
    }

    [Fact]
    public void An_unknown_list_of_later_templates_is_a_warning()
    {
        _store.Policy.Set("", "", "LaterList");
        ConfigurationResult result = _store.LoadSettings("");
        Assert.NotNull(result.Configuration);
        Assert.Contains(result.Warnings, warning => warning.Key == "LaterList" && warning.Message.Contains("no such list", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_value_of_later_templates_is_a_warning()
    {
        _store.Policy.Set("Tomorrow", 1);
        ConfigurationResult result = _store.Store.Load();
        Assert.Contains(result.Warnings, w => w.Key == "Tomorrow");
        Assert.True(result.IsValid);
    }

    [Fact]
    public void The_running_gateway_sees_a_policy_once_it_is_written_and_keeps_the_last_valid_one()
    {
        var monitor = new ConfigurationMonitor(_store.Store);
        Assert.Equal(8080, monitor.Poll()!.Configuration!.Settings.ListenPort);
        _store.Policy.Set("ListenPort", 3128);
        Assert.Null(monitor.Poll());
        // Windows is still writing.
        _store.Policy.Set("HealthPort", 9180);
        Assert.Null(monitor.Poll());
        Assert.Equal(9180, monitor.Poll()!.Configuration!.Settings.HealthPort);
        Assert.Null(monitor.Poll());

        _store.Policy.Set("MaximumTunnels", 0);
        Assert.Null(monitor.Poll());
        Assert.Equal("MaximumTunnels", Assert.Single(monitor.Poll()!.Problems).Key);
        _store.Policy.Clear();
        Assert.Null(monitor.Poll());
        Assert.Equal(8080, monitor.Poll()!.Configuration!.Settings.ListenPort);
    }

    [Fact]
    public void Hosts_of_policy_are_added_and_are_taken_off_nowhere_else()
    {
        _store.Hosts = "a.contoso.com\nb.contoso.com\n";
        _store.Policy.Set("1", "b.contoso.com", PolicyLists.AllowedHosts);
        _store.Policy.Set("2", "*.c.contoso.com", PolicyLists.AllowedHosts);
        _store.Policy.Set("3", "https://not a host", PolicyLists.AllowedHosts);
        ConfigurationResult result = _store.Store.Load();
        Assert.Equal("https://not a host", Assert.Single(result.SkippedLines).Value);
        Assert.Equal(3, result.Configuration!.Hosts.Count);
        Assert.Equal("Group Policy", result.Configuration.Hosts.Find(HostName.Parse("x.c.contoso.com"))!.Source);
        Assert.Equal(2, _store.Administration.Hosts.Get().Count);
        Assert.Contains(_store.Administration.Hosts.Get(includeDiscovered: true), h => h.Source == "Group Policy");

        Assert.Equal(ConfigurationRefusal.SetByPolicy,
            Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Remove("*.c.contoso.com")).Refusal);
        Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Find("*.c.contoso.com"));
        List<string> warnings = [];
        Assert.True(new Configuration.Administration.GatewayAdministration(_store.Store, warnings.Add).Hosts.Remove("b.contoso.com"));
        Assert.Contains("stays allowed", Assert.Single(warnings));
        Assert.True(_store.Administration.Hosts.Remove("a.contoso.com"));
    }

    [Fact]
    public void Groups_of_policy_are_added_to_those_of_the_file()
    {
        File.WriteAllText(_store.Store.HostListPathOf("pos"), "a.contoso.com\n");
        _store.Policy.Set("POS", "10.2.0.0/16", PolicyLists.Groups);
        _store.Policy.Set("lab", "10.3.0.0/16", PolicyLists.Groups);
        _store.Policy.Set("b.contoso.com", "pos, lab", PolicyLists.GroupAllowedHosts);
        _store.Policy.Set("c.contoso.com", "other", PolicyLists.GroupAllowedHosts);
        ConfigurationResult result = _store.LoadSettings("<Group name='pos' clients='10.1.0.0/16' hostPolicy='ReportOnly' />");
        Assert.Equal("other", Assert.Single(result.SkippedLines).Value);
        Assert.Equal(["pos", "lab"], result.Configuration!.Groups.All.Select(g => g.Name));
        Assert.Equal("10.1.0.0/16 10.2.0.0/16", string.Join(" ", result.Configuration.Groups.All[0].Clients));
        Assert.Equal([2, 1], result.Configuration.Groups.All.Select(g => g.Configuration.Hosts.Count));
        Assert.Equal(HostPolicyMode.ReportOnly, result.Configuration.Groups.All[0].Configuration.Settings.HostPolicy);

        Assert.Equal(ConfigurationRefusal.SetByPolicy, Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Remove("pos")).Refusal);
        Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Set("lab", "10.9.0.0/16", null));
        Assert.True(_store.Administration.Groups.Set("own", "10.4.0.0/16", null));
    }

    [Fact]
    public void A_network_in_a_group_of_policy_and_in_another_of_the_file_is_refused()
    {
        _store.Policy.Set("lab", "10.1.0.0/16", PolicyLists.Groups);
        ConfigurationResult result = _store.LoadSettings("<Group name='pos' clients='10.1.0.0/16' />");
        Assert.Contains("group pos", Assert.Single(result.Problems).Message);
    }

    /// <summary>The gateway would not start with the two together.</summary>
    [Fact]
    public void A_change_that_does_not_go_with_policy_is_refused()
    {
        _store.Policy.Set("lab", "10.1.0.0/16", PolicyLists.Groups);
        _store.Policy.Set("HealthPort", 9180);
        Assert.Contains("group tills", Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Set("tills", "10.1.0.0/16", null)).Message);
        Assert.Contains("HealthPort", Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Set("ListenPort", "9180")).Message);
        string export = Path.Combine(_store.Directory, "..", $"{Guid.NewGuid():N}.xml");
        File.WriteAllText(export, "<OMSGatewayExport version='1'><Settings><ListenPort>9180</ListenPort></Settings></OMSGatewayExport>");
        Assert.Contains("HealthPort", Assert.Throws<ConfigurationException>(() => _store.Administration.Transfer.Import(export, new ImportOptions())).Message);
        File.Delete(export);
        Assert.NotNull(_store.Store.Load().Configuration);
    }

    /// <summary>One that allows every client, where the file allows some.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void An_empty_entry_of_a_list_is_refused(string entry)
    {
        _store.Policy.Set("1", entry, "AllowedClients");
        ConfigurationResult result = _store.LoadSettings("<AllowedClients>10.0.0.0/8</AllowedClients>");
        Assert.Contains("this entry is empty", Assert.Single(result.Problems).Message);
    }

    [Theory]
    [InlineData("AllowedClients", "1", 5, "this entry is not of type REG_SZ")]
    [InlineData("Groups", "pos", 5, "it is not of type REG_SZ")]
    [InlineData("Groups", "no name", "10.1.0.0/16", "it is not a name for a group")]
    [InlineData("Groups", "pos", "10.1.0.1/16", "bits set beyond its prefix")]
    [InlineData("Groups", "pos", "", "the group has no client")]
    public void An_entry_that_decides_about_clients_and_is_none_keeps_the_policy_from_taking_effect(string list, string name, object value, string says)
    {
        _store.Policy.Set(name, value, list);
        ConfigurationResult result = _store.Store.Load();
        Assert.Null(result.Configuration);
        ConfigurationProblem problem = Assert.Single(result.Problems);
        Assert.Contains(says, problem.Message);
        Assert.Contains(list, problem.ToString());
    }

    [Theory]
    [InlineData("AllowedHosts", "1", 5, "it is not of type REG_SZ")]
    [InlineData("AllowedHosts", "1", "a..contoso.com", "empty label")]
    [InlineData("GroupAllowedHosts", "a.contoso.com", "", "it names no group to which a.contoso.com is allowed")]
    [InlineData("GroupAllowedHosts", "a.contoso.com", 5, "it is not of type REG_SZ")]
    [InlineData("GroupAllowedHosts", "a..contoso.com", "pos", "empty label")]
    public void An_entry_that_is_no_host_is_skipped_and_the_others_hold(string list, string name, object value, string says)
    {
        _store.Policy.Set("9", "good.contoso.com", PolicyLists.AllowedHosts);
        _store.Policy.Set(name, value, list);
        ConfigurationResult result = _store.Store.Load();
        ConfigurationProblem skipped = Assert.Single(result.SkippedLines);
        Assert.Equal($@"{list}\{name}", skipped.Key);
        Assert.Contains(says, skipped.Message);
        Assert.Equal(["good.contoso.com"], result.Configuration!.Hosts.Entries.Select(entry => entry.Pattern.ToString()));
    }

    [Fact]
    public void What_policy_sets_is_told_in_one_line()
    {
        Assert.Equal("", _store.Administration.SetByPolicy);
        _store.Policy.Set("ListenPort", 3128);
        _store.Policy.Set("LogLevel", "Debug");
        _store.Policy.Set("1", "a.contoso.com", PolicyLists.AllowedHosts);
        _store.Policy.Set("2", "b.contoso.com", PolicyLists.AllowedHosts);
        _store.Policy.Set("pos", "10.1.0.0/16", PolicyLists.Groups);
        _store.Policy.Set("lab", "10.2.0.0/16", PolicyLists.Groups);
        _store.Policy.Set("c.contoso.com", "pos", PolicyLists.GroupAllowedHosts);
        Assert.Equal("ListenPort, LogLevel, AllowedHosts (2), Groups (pos lab), GroupAllowedHosts (1)", _store.Administration.SetByPolicy);
    }

    [Fact]
    public void Enforce_by_policy_holds_for_every_group()
    {
        _store.Policy.Set("HostPolicy", "Enforce");
        ConfigurationResult result = _store.LoadSettings("<Group name='pos' clients='10.1.0.0/16' hostPolicy='ReportOnly' />");
        Assert.Equal(HostPolicyMode.Enforce, Assert.Single(result.Configuration!.Groups.All).Configuration.Settings.HostPolicy);
        Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Set("pos", null, "ReportOnly"));
    }

    [Fact]
    public void The_password_goes_to_no_other_proxy_than_it_was_set_for()
    {
        _store.Administration.RelayProxy.Set("http://own:3128", "bob", "horse");
        _store.Policy.Set("RelayProxyAddress", "http://policy:3128");
        ConfigurationResult result = _store.Store.Load();
        Assert.Equal(("policy", null, null), Relay(result));
        Assert.Contains(result.Warnings, w => w.Key == "RelayProxyPassword");

        // With what policy names the password is set on the gateway.
        Assert.Equal(ConfigurationRefusal.SetByPolicy,
            Assert.Throws<ConfigurationException>(() => _store.Administration.RelayProxy.Set("http://own:3128", "bob", "horse")).Refusal);
        Assert.True(_store.Administration.RelayProxy.Set("policy:3128", "bob", "horse"));
        Assert.Equal(("policy", "bob", "horse"), Relay(_store.Store.Load()));
        Assert.Throws<ConfigurationException>(() => _store.Administration.RelayProxy.Clear());

        _store.Policy.Set("RelayProxyUserName", "alice");
        Assert.Equal(("policy", "alice", null), Relay(_store.Store.Load()));
    }

    [Fact]
    public void The_password_goes_to_no_fallback_of_policy_unless_policy_says_so()
    {
        _store.Administration.RelayProxy.Set("http://own:3128", "bob", "horse");
        _store.Administration.Settings.Set("RelayProxyFallbacks", "http://second:3128");
        _store.Administration.Settings.Set("RelayProxyShareCredentials", "true");
        _store.Policy.Set("10", "http://third:3128", "RelayProxyFallbacks");
        _store.Policy.Set("2", "http://fourth:3128", "RelayProxyFallbacks");
        IReadOnlyList<RelayProxySettings> proxies = _store.Store.Load().Configuration!.Settings.ListRelayProxies();
        Assert.Equal([("own", "horse"), ("fourth", null), ("third", null)], proxies.Select(p => (p.Host, p.Password)));
        _store.Policy.Set("RelayProxyShareCredentials", 1);
        Assert.All(_store.Store.Load().Configuration!.Settings.ListRelayProxies(), p => Assert.Equal("horse", p.Password));
    }

    private static (string? Host, string? UserName, string? Password) Relay(ConfigurationResult result) =>
        (result.Configuration!.Settings.RelayProxy!.Host, result.Configuration.Settings.RelayProxy.UserName, result.Configuration.Settings.RelayProxy.Password);

    private void Set(SettingDefinition definition)
    {
        string value = definition.Example;
        if (PolicyLists.IsList(definition))
        {
            foreach ((string item, int i) in value.Split(' ').Select((item, i) => (item, i + 1))) _store.Policy.Set($"{i}", item, definition.Name);
        }
        else if (definition.Kind is SettingKind.Boolean)
        {
            _store.Policy.Set(definition.Name, value == "true" ? 1 : 0);
        }
        else if (definition.Kind is SettingKind.Integer or SettingKind.Seconds)
        {
            _store.Policy.Set(definition.Name, int.Parse(value));
        }
        else
        {
            _store.Policy.Set(definition.Name, value);
        }
    }
}
