using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests;

public sealed class ConfigurationMonitorTests : IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly ConfigurationMonitor _monitor;

    public ConfigurationMonitorTests() => _monitor = new ConfigurationMonitor(_store.Store);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_first_poll_gives_the_configuration_and_the_next_nothing()
    {
        Assert.Equal(8080, _monitor.Poll()!.Configuration!.Settings.ListenPort);
        Assert.Null(_monitor.Poll());
    }

    [Fact]
    public void Every_change_is_reported_once_and_a_touch_is_not()
    {
        _monitor.Poll();
        _store.Administration.Settings.Set("ListenPort", "9");
        Assert.Equal(9, _monitor.Poll()!.Configuration!.Settings.ListenPort);
        Assert.Null(_monitor.Poll());
        _store.Administration.Hosts.Add("a.contoso.com");
        Assert.Equal(1, _monitor.Poll()!.Configuration!.Hosts.Count);
        _store.Administration.ClientCertificates.Add("mycert");
        Assert.Single(_monitor.Poll()!.Configuration!.ClientCertificates.Subjects);
        File.SetLastWriteTimeUtc(_store.Store.SettingsPath, DateTime.UtcNow.AddSeconds(-60));
        File.SetLastWriteTimeUtc(_store.Store.HostListPath, DateTime.UtcNow);
        Assert.Null(_monitor.Poll());
    }

    [Fact]
    public void A_warning_is_given_again_only_when_it_was_gone()
    {
        Assert.Equal("MinimumTlsVersion", Assert.Single(_monitor.Poll()!.Warnings).Key);
        Assert.Empty(Change("<LogLevel>Debug</LogLevel>").Warnings);
        Assert.Empty(Change("<MinimumTlsVersion>1.2</MinimumTlsVersion>").Warnings);
        Assert.Equal("MinimumTlsVersion", Assert.Single(Change("").Warnings).Key);

        ConfigurationResult Change(string settings)
        {
            _store.Settings = $"<OMSGateway>{settings}</OMSGateway>";
            return _monitor.Poll()!;
        }
    }

    [Fact]
    public void A_change_of_the_same_length_at_the_same_time_is_not_missed()
    {
        _store.Hosts = "a.contoso.com\n";
        DateTime written = DateTime.UtcNow;
        File.SetLastWriteTimeUtc(_store.Store.HostListPath, written);
        _monitor.Poll();
        _store.Hosts = "b.contoso.com\n";
        File.SetLastWriteTimeUtc(_store.Store.HostListPath, written);
        Assert.NotNull(_monitor.Poll()!.Configuration!.Hosts.Find(Configuration.Hosts.HostName.Parse("b.contoso.com")));
    }

    [Fact]
    public void The_lists_of_a_group_are_watched_from_its_first_day_on()
    {
        _monitor.Poll();
        _store.Administration.Groups.Set("pos", "10.1.0.0/16", null);
        Assert.Equal(0, Group().Hosts.Count);
        _store.Administration.InGroup("pos").Hosts.Add("a.contoso.com");
        Assert.Equal(1, Group().Hosts.Count);
        Assert.Null(_monitor.Poll());

        // Emptied before it is written anew, as editors do it.
        File.WriteAllText(_store.Store.HostListPathOf("pos"), "");
        Assert.Null(_monitor.Poll());
        File.WriteAllText(_store.Store.HostListPathOf("pos"), "a.contoso.com\nb.contoso.com\n");
        Assert.Equal(2, Group().Hosts.Count);

        GatewayConfiguration Group() => Assert.Single(_monitor.Poll()!.Configuration!.Groups.All).Configuration;
    }

    [Fact]
    public void A_workspace_that_the_agent_gains_or_loses_is_reported()
    {
        _monitor.Poll();
        var workspace = new Workspace("11111111-2222-3333-4444-555555555555", AzureCloud.China);
        _store.Agent.Found = new([workspace], []);
        Assert.Equal(4, _monitor.Poll()!.Configuration!.Hosts.Count);
        _store.Agent.Found = new([workspace with { }], []);
        Assert.Null(_monitor.Poll());
        _store.Agent.Found = WorkspaceDiscovery.None;
        Assert.Equal(0, _monitor.Poll()!.Configuration!.Hosts.Count);
    }

    [Fact]
    public void An_invalid_file_is_reported_once_and_its_repair_as_well()
    {
        _monitor.Poll();
        _store.Settings = "<OMSGateway><ListenPort>text</ListenPort></OMSGateway>";
        Assert.Single(_monitor.Poll()!.Problems);
        Assert.Null(_monitor.Poll());
        _store.Settings = "<OMSGateway><ListenPort>9</ListenPort></OMSGateway>";
        Assert.Equal(9, _monitor.Poll()!.Configuration!.Settings.ListenPort);
    }

    [Fact]
    public void A_file_that_is_replaced_by_deleting_it_first_never_means_the_defaults()
    {
        _store.Administration.Settings.Set("ListenPort", "9");
        _monitor.Poll();
        File.Delete(_store.Store.SettingsPath);
        Assert.Null(_monitor.Poll());
        _store.Settings = "<OMSGateway><ListenPort>10</ListenPort></OMSGateway>";
        Assert.Equal(10, _monitor.Poll()!.Configuration!.Settings.ListenPort);
        _store.Settings = "";
        Assert.Null(_monitor.Poll());
        _store.Settings = "<OMSGateway><ListenPort>11</ListenPort></OMSGateway>";
        Assert.Equal(11, _monitor.Poll()!.Configuration!.Settings.ListenPort);
    }

    [Fact]
    public void A_file_that_stays_deleted_means_the_defaults()
    {
        _store.Administration.Settings.Set("ListenPort", "9");
        _monitor.Poll();
        File.Delete(_store.Store.SettingsPath);
        Assert.Null(_monitor.Poll());
        Assert.Equal(8080, _monitor.Poll()!.Configuration!.Settings.ListenPort);
        Assert.Null(_monitor.Poll());
    }

    [Fact]
    public void A_locked_file_is_tried_again()
    {
        _monitor.Poll();
        using (var locked = new FileStream(_store.Store.SettingsPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            locked.Write("<OMSGateway><ListenPort>9</ListenPort></OMSGateway>"u8);
            locked.Flush();
            Assert.Null(_monitor.Poll());
        }

        Assert.Equal(9, _monitor.Poll()!.Configuration!.Settings.ListenPort);
    }

    [Fact]
    public void A_file_that_stays_unreadable_is_reported_once()
    {
        _monitor.Poll();
        Directory.CreateDirectory(_store.Store.SettingsPath);
        ConfigurationResult?[] results = [.. Enumerable.Range(0, 20).Select(_ => _monitor.Poll())];
        Assert.Contains("cannot be read", Assert.Single(results.Single(r => r is not null)!.Problems).Message);
        Directory.Delete(_store.Store.SettingsPath);
        Assert.NotNull(_monitor.Poll()!.Configuration);
    }

    [Fact]
    public void A_restored_key_file_makes_the_password_readable_again()
    {
        _store.Administration.RelayProxy.Set("proxy", "user", "hunter2");
        byte[] key = File.ReadAllBytes(_store.Store.KeyPath);
        File.Delete(_store.Store.KeyPath);
        Assert.NotEmpty(_monitor.Poll()!.Problems);
        File.WriteAllBytes(_store.Store.KeyPath, key);
        Assert.Equal("hunter2", _monitor.Poll()!.Configuration!.Settings.RelayProxy!.Password);
    }
}
