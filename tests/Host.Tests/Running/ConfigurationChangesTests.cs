using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Host.Running;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Running;

public sealed class ConfigurationChangesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConfigurationStore _store;
    private readonly GatewayAdministration _administration;

    public ConfigurationChangesTests()
    {
        _store = ConfigurationStore.Open(_folder["config"]);
        _administration = new GatewayAdministration(_store);
    }

    public void Dispose() => _folder.Dispose();

    private string After(Action change)
    {
        GatewayConfiguration before = _store.Load().Configuration!;
        change();
        return ConfigurationChanges.Describe(before, _store.Load().Configuration!);
    }

    [Fact]
    public void Lists_name_what_was_added_and_removed()
    {
        Assert.Equal("allowed hosts: 1 added (a.contoso.com)", After(() => _administration.Hosts.Add("a.contoso.com")));
        Assert.Equal("allowed hosts: 1 removed (a.contoso.com)", After(() => _administration.Hosts.Remove("a.contoso.com")));
        Assert.Equal("groups: 1 added (pos)", After(() => _administration.Groups.Set("pos", "10.1.0.0/16", null)));
        Assert.Equal("networks of group pos: 1 added (10.2.0.0/16)", After(() => _administration.Groups.Set("pos", "10.1.0.0/16 10.2.0.0/16", null)));
        Assert.Equal("allowed hosts of group pos: 1 added (b.contoso.com)", After(() => _administration.InGroup("pos").Hosts.Add("b.contoso.com")));
        Assert.Equal("allowed client certificates: 1 added ('CN=a, O=b')", After(() => _administration.ClientCertificates.Add("CN=a, O=b")));
    }

    [Fact]
    public void Of_many_the_first_are_named()
    {
        string[] hosts = [.. Enumerable.Range(0, 300).Select(i => $"{new string('a', 60)}.{new string('b', 60)}.h{i}.contoso.com")];

        string changes = After(() => _administration.Hosts.AddRange([.. hosts.Select(HostPattern.Parse)]));

        Assert.StartsWith("allowed hosts: 300 added (aaa", changes, StringComparison.Ordinal);
        Assert.EndsWith("… and 295 more)", changes, StringComparison.Ordinal);
        Assert.True(changes.Length < 500, changes);
    }

    [Fact]
    public void Thousands_of_changes_do_not_fill_an_event()
    {
        IEnumerable<string> groups = Enumerable.Range(0, 400).Select(i => $"<Group name='g{i}' clients='10.{i / 200}.{i % 200}.0/24' />");
        Directory.CreateDirectory(_store.Directory);
        File.WriteAllText(_store.SettingsPath, $"<OMSGateway>{string.Concat(groups)}</OMSGateway>");

        string changes = After(() =>
        {
            for (int i = 0; i < 400; i++) File.WriteAllText(_store.HostListPathOf($"g{i}"), "a.contoso.com\n");
        });

        Assert.EndsWith(", and 300 more changes", changes, StringComparison.Ordinal);
    }

    /// <summary>A group without certificates of its own goes by the common ones, but nothing is added to its list.</summary>
    [Fact]
    public void Common_certificates_are_no_change_of_a_group_s_list()
    {
        _administration.Groups.Set("pos", "10.1.0.0/16", null);
        Assert.Equal("allowed client certificates: 1 added (CN=common)", After(() => _administration.ClientCertificates.Add("common")));
        Assert.Equal("allowed client certificates of group pos: 1 added (CN=mine)", After(() => _administration.InGroup("pos").ClientCertificates.Add("mine")));
        Assert.Equal("allowed client certificates of group pos: 1 removed (CN=mine)",
            After(() => _administration.InGroup("pos").ClientCertificates.Remove("mine")));
    }

    private static readonly GatewayConfiguration Default = new();

    private static string Describe(GatewaySettings settings) => ConfigurationChanges.Describe(Default, Default with { Settings = settings });

    [Fact]
    public void No_change_is_an_empty_text() => Assert.Equal("", Describe(new GatewaySettings()));

    [Fact]
    public void Settings_show_old_and_new() => Assert.Equal(
        "ListenPort 8080 -> 8081, RequireServerName true -> false",
        Describe(new GatewaySettings { ListenPort = 8081, RequireServerName = false }));

    [Fact]
    public void The_password_is_named_but_not_shown()
    {
        var proxy = new RelayProxySettings { Host = "proxy", UserName = "user", Password = "s3cret" };
        string changes = Describe(new GatewaySettings { RelayProxy = proxy });
        Assert.Contains("relay proxy password", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", changes, StringComparison.Ordinal);
    }
}
