using System.Net;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests.Groups;

public sealed class ClientGroupTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    /// <summary>
    /// A broader network listed first must not decide for a narrower one: stripe/smokescreen#236, where an address that is denied by name
    /// passes because a range that it lies in is allowed.
    /// </summary>
    [Theory]
    [InlineData("<Group name='wide' clients='10.1.0.0/16'/><Group name='narrow' clients='10.1.9.0/24 10.1.8.7'/>")]
    [InlineData("<Group name='narrow' clients='10.1.8.7,10.1.9.0/24'/><Group name='wide' clients='10.1.0.0/16'/>")]
    public void The_most_specific_network_decides(string groups)
    {
        GatewayConfiguration configuration = _store.LoadSettings(groups).Configuration!;
        Assert.Equal("narrow", GroupOf("10.1.9.5"));
        Assert.Equal("narrow", GroupOf("10.1.8.7"));
        Assert.Equal("narrow", GroupOf("::ffff:10.1.8.7"));
        Assert.Equal("wide", GroupOf("10.1.8.8"));
        Assert.Null(GroupOf("10.2.9.5"));
        Assert.Null(GroupOf("::1"));

        string? GroupOf(string client) => configuration.For(IPAddress.Parse(client)).Group;
    }

    [Fact]
    public void A_group_has_the_hosts_of_its_list_and_no_others()
    {
        _store.Agent.Found = new([new Workspace("11111111-2222-3333-4444-555555555555", AzureCloud.Public)], []);
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        _store.Administration.Hosts.Add("common.contoso.com");
        _store.Administration.InGroup("POS").Hosts.Add("pos.contoso.com");

        GatewayConfiguration configuration = _store.Store.Load().Configuration!;

        Assert.Equal(["pos.contoso.com"], configuration.For(IPAddress.Parse("10.1.0.1")).Hosts.Entries.Select(e => e.Pattern.ToString()));
        Assert.Equal(5, configuration.For(IPAddress.Parse("10.2.0.1")).Hosts.Count);
        Assert.Equal("pos.contoso.com\n", File.ReadAllText(Path.Combine(_store.Directory, "allowedlist_server.pos.txt")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_a_group_does_not_say_is_as_for_everybody()
    {
        _store.Administration.ClientCertificates.Add("common");
        _store.Administration.Settings.Set("IdleTimeoutSeconds", "99");
        _store.Administration.Groups.Set("plain", "10.1.0.0/16", null);
        _store.Administration.Groups.Set("own", "10.2.0.0/16", "ReportOnly");
        _store.Administration.InGroup("own").ClientCertificates.Add("mine");

        GatewayConfiguration configuration = _store.Store.Load().Configuration!;
        GatewayConfiguration plain = configuration.For(IPAddress.Parse("10.1.0.1")), own = configuration.For(IPAddress.Parse("10.2.0.1"));

        Assert.Equal(["CN=common"], plain.ClientCertificates.Subjects.Select(s => s.ToString()));
        Assert.Equal(["CN=mine"], own.ClientCertificates.Subjects.Select(s => s.ToString()));
        Assert.Equal((HostPolicyMode.Enforce, HostPolicyMode.ReportOnly), (plain.Settings.HostPolicy, own.Settings.HostPolicy));
        Assert.Equal((99, 99), (plain.Settings.IdleTimeout.TotalSeconds, own.Settings.IdleTimeout.TotalSeconds));
    }

    /// <summary>Or a check of certificates would end for a group that was made for its hosts.</summary>
    [Fact]
    public void A_group_whose_last_certificate_is_removed_goes_by_everybodys()
    {
        _store.Administration.ClientCertificates.Add("common");
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        GatewayAdministration pos = _store.Administration.InGroup("pos");
        pos.ClientCertificates.Add("mine");
        pos.ClientCertificates.Remove("mine");

        Assert.False(_store.Store.Load().Configuration!.For(IPAddress.Parse("10.1.0.1")).ClientCertificates.IsEmpty);
    }

    [Fact]
    public void Setting_a_group_without_hosts_warns_that_its_clients_are_refused_everything()
    {
        List<string> warnings = [];
        var administration = new GatewayAdministration(_store.Store, warnings.Add);

        administration.Groups.Set("pos", "10.1.0.0/16", null);

        Assert.Contains(SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", "pos"), Assert.Single(warnings), StringComparison.Ordinal);
        administration.Groups.Set("pos", null, "ReportOnly");
        administration.InGroup("pos").Hosts.Add("a.contoso.com");
        administration.Groups.Set("pos", null, "Enforce");
        Assert.Single(warnings);
    }

    [Fact]
    public void A_group_without_hosts_is_a_warning()
    {
        _store.Administration.Settings.Set("MinimumTlsVersion", "1.2");
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        Assert.Contains(SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", "pos"), Assert.Single(_store.Store.Load().Warnings).Message,
            StringComparison.Ordinal);
        _store.Administration.Groups.Set("pos", null, "ReportOnly");
        Assert.Empty(_store.Store.Load().Warnings);
    }

    [Theory]
    [InlineData("allowedlist_server.poss.txt", "there is no group 'poss' (the groups are pos)", "Remove-OMSGatewayGroup poss",
        "oms-gateway groups remove poss")]
    [InlineData("allowedlist_client.ghost.txt", "there is no group 'ghost' (the groups are pos)", "Remove-OMSGatewayGroup ghost",
        "oms-gateway groups remove ghost")]
    [InlineData("allowedlist_server.pos.old.txt", "there is no group 'pos.old'", "delete it", "delete it")]
    public void A_list_of_no_group_is_a_warning_that_says_what_to_do(string file, string reason, string onWindows, string elsewhere)
    {
        _store.Administration.Settings.Set("MinimumTlsVersion", "1.2");
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", "ReportOnly");
        File.WriteAllText(_store.Store.ClientListPathOf("pos"), "mine\n");
        File.WriteAllText(_store.Store.HostListPath, "a.contoso.com\n");
        File.WriteAllText(Path.Combine(_store.Directory, file), "b.contoso.com\n");

        ConfigurationProblem warning = Assert.Single(_store.Store.Load().Warnings);

        Assert.Equal(Path.Combine(_store.Directory, file), warning.File);
        Assert.Contains(reason, warning.Message, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? onWindows : elsewhere, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_lists_of_no_group_the_first_are_named()
    {
        _store.Administration.Settings.Set("MinimumTlsVersion", "1.2");
        for (int i = 0; i < 200; i++) File.WriteAllText(_store.Store.HostListPathOf($"no{i}"), "");

        IReadOnlyList<ConfigurationProblem> warnings = _store.Store.Load().Warnings;

        Assert.Equal(11, warnings.Count);
        Assert.Contains("there are more", warnings[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_groups_list_in_upper_case_is_read_or_a_warning()
    {
        _store.Administration.Settings.Set("MinimumTlsVersion", "1.2");
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", "ReportOnly");
        File.WriteAllText(Path.Combine(_store.Directory, "allowedlist_server.POS.txt"), "a.contoso.com\n");

        ConfigurationResult result = _store.Store.Load();

        if (result.Configuration!.Groups.All[0].Configuration.Hosts.Count == 0)
            Assert.Contains("rename it to allowedlist_server.pos.txt", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
        else
            Assert.Empty(result.Warnings);
    }

    /// <summary>A list in which no line is valid must not replace the one in force, a group's no more than the common one.</summary>
    [Fact]
    public void A_list_that_is_none_is_a_problem()
    {
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        File.WriteAllText(_store.Store.HostListPathOf("pos"), "http://\n");

        ConfigurationProblem problem = Assert.Single(_store.Store.Load().Problems);

        Assert.Equal((_store.Store.HostListPathOf("pos"), 1), (problem.File, problem.Line));
    }

    [Fact]
    public void A_removed_group_takes_its_lists_along()
    {
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        GatewayAdministration pos = _store.Administration.InGroup("pos");
        pos.Presets.Apply(pos.Presets.Get("ArcESU"), new());
        pos.ClientCertificates.Add("mine");

        Assert.True(_store.Administration.Groups.Remove("Pos"));
        Assert.False(_store.Administration.Groups.Remove("pos"));

        Assert.DoesNotContain(Directory.GetFiles(_store.Directory), file => file.Contains("pos", StringComparison.Ordinal));
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        Assert.Empty(_store.Administration.InGroup("pos").Hosts.Get());
    }

    /// <summary>A group that was taken out of the file by hand leaves its lists.</summary>
    [Fact]
    public void Lists_that_are_there_already_come_into_force_by_no_command()
    {
        File.WriteAllText(Path.Combine(_store.Directory, "allowedlist_server.pos.txt"), "old.contoso.com\n");

        string message = Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Set("POS", "10.1.0.0/16", null)).Message;
        Assert.Contains("allowedlist_server.pos.txt", message, StringComparison.Ordinal);
        Assert.Contains(SystemCommand.Of("Remove-OMSGatewayGroup POS", "groups remove POS"), message, StringComparison.Ordinal);
        Assert.False(File.Exists(_store.Store.SettingsPath));

        Assert.True(_store.Administration.Groups.Remove("POS"));
        Assert.True(_store.Administration.Groups.Set("POS", "10.1.0.0/16", null));
        Assert.Empty(_store.Administration.InGroup("pos").Hosts.Get());
    }

    [Fact]
    public void A_list_that_cannot_be_deleted_is_named_and_the_rest_goes()
    {
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        _store.Administration.InGroup("pos").ClientCertificates.Add("mine");
        string list = _store.Store.HostListPathOf("pos");
        Directory.CreateDirectory(list);

        Assert.Contains(list, Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Remove("pos")).Message, StringComparison.Ordinal);
        Assert.Empty(_store.Administration.Groups.All);
        Assert.False(File.Exists(_store.Store.ClientListPathOf("pos")));

        Directory.Delete(list);
        File.WriteAllText(list, "");
        Assert.True(_store.Administration.Groups.Remove("pos"));
    }

    /// <summary>What is no setting can be reset, to take it out of the file; a group is none of that.</summary>
    [Fact]
    public void A_reset_of_a_setting_removes_no_group()
    {
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        Assert.Throws<ConfigurationException>(() => _store.Administration.Settings.Reset("group"));
        Assert.Single(_store.Administration.Groups.All);
    }

    [Theory]
    [InlineData("POS")]
    [InlineData("Pos")]
    public void Files_are_named_in_lower_case(string name)
    {
        _store.Administration.Groups.Set(name, "10.1.0.0/16", null);
        File.WriteAllText(Path.Combine(_store.Directory, "allowedlist_server.pos.txt"), "a.contoso.com\n");
        Assert.Equal(1, Assert.Single(_store.Store.Load().Configuration!.Groups.All).Configuration.Hosts.Count);
    }

    [Fact]
    public void Presets_are_noted_for_the_list_that_they_were_applied_to()
    {
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        GatewayAdministration pos = _store.Administration.InGroup("pos");

        Assert.NotEmpty(pos.Presets.Apply(pos.Presets.Get("ArcESU"), new()));

        Assert.Empty(_store.Administration.Presets.Compare());
        Assert.Empty(_store.Administration.Hosts.Get());
        Assert.Single(pos.Presets.Compare());
    }

    [Fact]
    public void An_unknown_group_is_an_error_that_names_those_there_are()
    {
        Assert.Contains(
            "there is none yet", Assert.Throws<ConfigurationException>(() => _store.Administration.InGroup("pos")).Message, StringComparison.Ordinal);
        _store.Administration.Groups.Set("lab", "10.1.0.0/16", null);
        Assert.Contains(
            "the groups are lab", Assert.Throws<ConfigurationException>(() => _store.Administration.InGroup("pos")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", "only.contoso.com", true, "pos", "10.1.2.3 is in group pos by 10.1.0.0/16.")]
    [InlineData("10.1.2.3", "www.contoso.com", false, "pos", "--group pos")]
    [InlineData("10.9.2.3", "www.contoso.com", true, null, "10.9.2.3 is in no group.")]
    [InlineData("192.0.2.1", "www.contoso.com", false, null, "AllowedClients")]
    [InlineData(null, "www.contoso.com", true, null, "for clients in no group")]
    public void A_check_says_what_a_client_may_reach_and_why(string? client, string host, bool isAllowed, string? group, string explanation)
    {
        _store.Administration.Settings.Set("AllowedClients", "10.0.0.0/8");
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        _store.Administration.InGroup("pos").Hosts.Add("only.contoso.com");
        _store.Administration.Hosts.Add("www.contoso.com");

        HostCheck check = _store.Administration.Hosts.Check(host, client: client);

        Assert.Equal((isAllowed, group), (check.IsAllowed, check.Group));
        Assert.Contains(explanation, check.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_for_what_is_no_address_is_an_error() =>
        Assert.Contains("'pc7'", Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Check("a.b.com", client: "pc7")).Message,
            StringComparison.Ordinal);
}
