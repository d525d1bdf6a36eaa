using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Status;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Settings;

public sealed class WriteSettingsTests : IDisposable
{
    private const string Password = "s;e=c\"r[P]'t ß世🙂 ";

    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void A_first_installation_writes_the_port()
    {
        _setup.Install();

        Assert.Equal("8080", _setup.Administration.Settings.Get("ListenPort").Value);
        Assert.Null(_setup.Administration.RelayProxy.Get());
    }

    /// <summary>A script that has installed gateways for years keeps what they accept, and so does whatever is there already.</summary>
    [Theory]
    [InlineData("UILevel=5", "1.2")]
    [InlineData("UILevel=2", "1.0")]
    [InlineData("UILevel=3", "1.0")]
    [InlineData("UILevel=5 WIX_UPGRADE_DETECTED={1}", "1.0")]
    [InlineData("UILevel=5 Installed=00:00:00", "1.0")]
    public void Only_a_first_installation_by_the_wizard_begins_with_TLS_1_2(string properties, string expected)
    {
        _setup.With(properties.Split(' ')).Install();

        Assert.Equal(expected, _setup.Administration.Settings.Get("MinimumTlsVersion").Value);
    }

    [Fact]
    public void Agents_of_a_forwarder_keep_their_TLS_version()
    {
        _setup.With("UILevel=5").WithForwarder().Install();

        Assert.Equal("1.0", _setup.Administration.Settings.Get("MinimumTlsVersion").Value);
    }

    /// <summary>KEEPSETTINGS=1 has left them at the last removal.</summary>
    [Fact]
    public void Settings_that_are_there_keep_their_TLS_version()
    {
        _setup.Install();

        _setup.With("UILevel=5").Install();

        Assert.Equal("1.0", _setup.Administration.Settings.Get("MinimumTlsVersion").Value);
    }

    [Fact]
    public void Every_property_arrives_and_the_password_only_protected()
    {
        _setup.With("PORTNUMBER=9000", "HASPROXY=1", "PROXY=10.80.2.200", "HASAUTH=1", @"USERNAME=CONTOSO\bob", $"PASSWORD={Password}").Install();

        Assert.Equal("9000", _setup.Administration.Settings.Get("ListenPort").Value);
        Assert.Equal(new RelayProxy("http://10.80.2.200:80", @"CONTOSO\bob", true), _setup.Administration.RelayProxy.Get());
        Assert.Equal(Password, _setup.Store.Load().Configuration!.Settings.RelayProxy!.Password);
        Assert.DoesNotContain(Password, File.ReadAllText(_setup.Store.SettingsPath), StringComparison.Ordinal);
        Assert.DoesNotContain(_setup.Session.Lines, l => l.Contains("s;e", StringComparison.Ordinal));
    }

    [Fact]
    public void Remote_addresses_are_the_allowed_clients_too()
    {
        _setup.With("REMOTEADDRESSES=10.0.0.0/8, 192.0.2.7").Install();
        Assert.Equal("10.0.0.0/8 192.0.2.7/32 127.0.0.0/8 ::1/128", _setup.Administration.Settings.Get("AllowedClients").Value);

        _setup.With("REMOTEADDRESSES=").Install();
        Assert.Equal("10.0.0.0/8 192.0.2.7/32 127.0.0.0/8 ::1/128", _setup.Administration.Settings.Get("AllowedClients").Value);

        _setup.With("REMOTEADDRESSES=any").Install();
        Assert.Equal("", _setup.Administration.Settings.Get("AllowedClients").Value);
    }

    /// <summary>Where the wizard's user may not read the settings, what it asks for is checked here at last.</summary>
    [Fact]
    public void A_user_name_without_a_password_is_refused()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Prepare().With("PASSWORD=").Actions.PrepareActions();

        Assert.Equal(ActionRunner.Failure, _setup.WriteSettings());
        Assert.Equal(InstallerError.PasswordMissing, Assert.Single(_setup.Session.Errors).Error);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("0", 0)]
    [InlineData("", 0)]
    public void New_hosts_of_applied_presets_are_added_where_it_is_asked_for(string choice, int added)
    {
        _setup.ApplyAnEarlierMonitorAgent(Guid.NewGuid().ToString());
        int before = _setup.Administration.Hosts.Get().Count;

        _setup.With($"UPDATEPRESETS={choice}").Install();

        Assert.Equal(before + added, _setup.Administration.Hosts.Get().Count);
        Assert.Equal(added == 0, _setup.Administration.Presets.Compare().Any(d => d.New.Count > 0));
    }

    [Fact]
    public void Nothing_given_changes_nothing()
    {
        _setup.With("PORTNUMBER=9000", "PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();
        _setup.Administration.Settings.Set("LogLevel", "Debug");
        var before = _setup.Snapshot();

        _setup.Install();

        Assert.Equal(before, _setup.Snapshot());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", true)]
    public void A_proxy_that_could_not_be_shown_is_forgotten_on_request(string forget, bool isForgotten)
    {
        _setup.With("PROXY=proxy").Install();

        // The elevated half reads what the wizard could not.
        _setup.With("UILevel=5", $"FORGETPROXY={forget}").Install();

        Assert.Equal(isForgotten, _setup.Administration.RelayProxy.Get() is null);
    }

    [Fact]
    public void Another_user_gets_another_password()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();

        _setup.With("USERNAME=eve", "PASSWORD=y").Install();

        Assert.Equal(new RelayProxy("http://proxy:80", "eve", true), _setup.Administration.RelayProxy.Get());
    }

    [Fact]
    public void A_new_password_replaces_the_old_one()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();

        _setup.With("PASSWORD=y").Install();

        Assert.Equal("y", _setup.Store.Load().Configuration!.Settings.RelayProxy!.Password);
    }

    /// <summary>Whoever names a proxy to setup wants it used; what setup only keeps stays as it is.</summary>
    [Theory]
    [InlineData("PROXY=other", "Manual")]
    [InlineData("PROXY=proxy", "Off")]
    [InlineData("PORTNUMBER=9000", "Off")]
    public void A_proxy_that_is_given_is_used(string property, string mode)
    {
        _setup.With("PROXY=proxy").Install();
        _setup.Administration.Settings.Set("RelayProxyMode", "Off");

        _setup.With(property).Install();

        Assert.Equal(mode, _setup.Administration.Settings.Get("RelayProxyMode").Value);
    }

    [Fact]
    public void HASPROXY_0_removes_the_proxy()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();

        _setup.With("HASPROXY=0").Install();

        Assert.Null(_setup.Administration.RelayProxy.Get());
    }

    [Fact]
    public void Settings_that_cannot_be_shown_stay_as_they_are()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
        var before = _setup.Snapshot();

        _setup.Install();

        Assert.Equal(before, _setup.Snapshot());
    }

    [Fact]
    public void Settings_that_cannot_be_changed_end_the_installation()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><LogLevel>loud</LogLevel></OMSGateway>");
        var before = _setup.Snapshot();
        _setup.With("PORTNUMBER=9000").Prepare();

        Assert.Equal(ActionRunner.Failure, _setup.WriteSettings());

        Assert.Equal(InstallerError.SettingsNotWritten, Assert.Single(_setup.Session.Errors).Error);
        _setup.RollbackSettings();
        Assert.Equal(before, _setup.Snapshot());
    }

    [Fact]
    public void Rollback_of_a_first_installation_leaves_no_folder()
    {
        _setup.Prepare().WriteSettings();
        Assert.NotNull(_setup.Snapshot());

        _setup.RollbackSettings();

        Assert.Null(_setup.Snapshot());
    }

    [Fact]
    public void Rollback_of_a_change_restores_every_byte()
    {
        _setup.With("PROXY=proxy", "USERNAME=bob", "PASSWORD=x").Install();
        _setup.Administration.Hosts.Add("a.contoso.com");
        File.WriteAllBytes(Path.Combine(_setup.Folder, "notes.bin"), [0, 1, 2, 255]);
        var before = _setup.Snapshot();
        _setup.With("PORTNUMBER=9000", "PROXY=other").Prepare().WriteSettings();
        _setup.Administration.ClientCertificates.Add("mycert");
        Assert.NotEqual(before, _setup.Snapshot());

        _setup.RollbackSettings();

        Assert.Equal(before, _setup.Snapshot());
    }

    /// <summary>An old status would tell of connections that are gone, and of a process whose number another one has.</summary>
    [Fact]
    public void Rollback_brings_no_old_status_back()
    {
        _setup.Install();
        new GatewayStatus { ProcessId = 1 }.Write(_setup.Store.StatusPath);
        var before = _setup.Snapshot();
        _setup.With("PORTNUMBER=9000").Prepare().WriteSettings();
        new GatewayStatus { ProcessId = 2 }.Write(_setup.Store.StatusPath);

        _setup.RollbackSettings();

        Assert.Equal(2, GatewayStatus.TryRead(_setup.Store.StatusPath)?.ProcessId);
        Assert.Equal(before, _setup.Snapshot());
    }

    [Fact]
    public void Rollback_without_a_snapshot_changes_nothing()
    {
        _setup.Install();
        var before = _setup.Snapshot();
        _setup.Prepare();

        _setup.RollbackSettings();

        Assert.Equal(before, _setup.Snapshot());
    }

    [Fact]
    public void Rollback_never_restores_what_another_installation_left()
    {
        _setup.Install();
        _setup.With("PORTNUMBER=9000").Prepare().WriteSettings();
        var kept = _setup.Snapshot();

        _setup.With("SETTINGSREAD=").Prepare().RollbackSettings();

        Assert.Equal(kept, _setup.Snapshot());
    }

    [Fact]
    public void What_Group_Policy_sets_stays_so_and_the_log_says_it()
    {
        _setup.Machine.Policy.Add(new PolicyValue("", "ListenPort", PolicyValueType.Number, "3128"));
        _setup.Machine.Policy.Add(new PolicyValue("", "RelayProxyAddress", PolicyValueType.Text, "http://policy:8080"));

        _setup.With("PORTNUMBER=9000", "HASPROXY=1", "PROXY=http://other:8080").Install();

        Assert.Contains(_setup.Session.Lines, line => line.Contains("ListenPort is set by Group Policy", StringComparison.Ordinal));
        Assert.Contains(_setup.Session.Lines, line => line.Contains("RelayProxyAddress is set by Group Policy", StringComparison.Ordinal));
        Assert.Equal("3128", new GatewayAdministration(_setup.Machine.Parts.OpenStore(_setup.Folder)).Settings.Get("ListenPort").Value);
        Assert.Null(_setup.Administration.RelayProxy.Get());
    }

    [Fact]
    public void Commit_leaves_nothing_behind()
    {
        _setup.Install();

        Assert.DoesNotContain(_setup.Snapshot()!.Keys, name => name.Contains("rollback", StringComparison.Ordinal));
    }
}
