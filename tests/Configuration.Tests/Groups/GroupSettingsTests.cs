using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Tests.Groups;

/// <summary>Groups in the settings file.</summary>
public sealed class GroupSettingsTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("<Group clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='../x' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='a.b' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='-a' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='kassen\u00e4' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='abcdefghijklmnopqrstuvwxyz0123456' clients='10.1.0.0/16'/>", "not a name for a group")]
    [InlineData("<Group name='a'/>", "has no client")]
    [InlineData("<Group name='a' clients=' '/>", "has no client")]
    [InlineData("<Group name='a' clients='10.1.0.1/16'/>", "bits set beyond its prefix")]
    [InlineData("<Group name='a' clients='10.1.0.0/16' hostPolicy='Learn'/>", "not one of Enforce, ReportOnly")]
    [InlineData("<Group name='a' clients='10.1.0.0/16' hostPolicy=''/>", "not one of Enforce, ReportOnly")]
    [InlineData("<Group name='a' clients='10.1.0.0/16' hosts='x'/>", "a group has the attributes")]
    [InlineData("<Group name='a' clients='10.1.0.0/16'>www.contoso.com</Group>", "no content")]
    [InlineData("<Group name='a' clients='10.1.0.0/16'><Host/></Group>", "no content")]
    [InlineData("<Group name='a' clients='10.1.0.0/16'/><Group name='A' clients='10.2.0.0/16'/>", "two groups of that name, the first on line 2")]
    [InlineData("<Group name='a' clients='10.1.0.0/16'/><Group name='b' clients='10.2.0.0/16 10.1.0.0/16'/>", "in group a as well")]
    [InlineData("<Group name='a' clients='10.1.0.0/16 ::ffff:10.1.0.0/112'/>", "listed twice")]
    [InlineData("<Group name='a' clients='10.1.0.0/16'/><Group name='b' clients='::ffff:10.1.0.0/112'/>", "in group a as well")]
    public void What_is_wrong_about_a_group_is_said_with_its_line(string xml, string message)
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings(xml).Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
        Assert.StartsWith("Group", problem.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_most_of_groups()
    {
        string Many(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"<Group name='g{i}' clients='10.{i / 256}.{i % 256}.0/24'/>"));
        Assert.Empty(_store.LoadSettings(Many(ClientGroupSettings.MaximumCount)).Problems);
        Assert.Contains(
            "more than 500 groups", Assert.Single(_store.LoadSettings(Many(ClientGroupSettings.MaximumCount + 1)).Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.168.0.0/16", 1)]
    [InlineData("10.1.0.0/16", 0)]
    [InlineData("10.0.0.0/8", 0)]
    [InlineData("10.1.7.0/24", 0)]
    [InlineData("::ffff:10.1.7.0/120", 0)]
    public void A_group_outside_AllowedClients_is_a_warning(string allowed, int expected)
    {
        _store.Hosts = "www.contoso.com\n";
        File.WriteAllText(_store.Store.HostListPathOf("a"), "www.contoso.com\n");
        ConfigurationResult result = _store.LoadSettings(
            $"<MinimumTlsVersion>1.2</MinimumTlsVersion><AllowedClients>{allowed}</AllowedClients><Group name='a' clients='10.1.0.0/16'/>");
        Assert.NotNull(result.Configuration);
        Assert.Equal(expected, result.Warnings.Count);
        Assert.All(result.Warnings, w => Assert.Equal("Group a", w.Key));
    }

    [Fact]
    public void A_command_changes_its_group_and_nothing_else_of_the_file()
    {
        _store.Settings = """
            <OMSGateway>
              <!-- tills -->
              <Group name="pos" clients="10.1.0.0/16" />
              <!-- the rest -->
              <LogLevel>Debug</LogLevel>
            </OMSGateway>

            """;
        _store.Administration.Groups.Set("POS", "10.3.0.0/16, 10.4.0.0/16", "reportonly");
        _store.Administration.Groups.Set("lab", "10.9.0.0/16", null);

        Assert.Equal(
            """
            <OMSGateway>
              <!-- tills -->
              <Group name="pos" clients="10.3.0.0/16 10.4.0.0/16" hostPolicy="ReportOnly" />
              <!-- the rest -->
              <LogLevel>Debug</LogLevel>
              <Group name="lab" clients="10.9.0.0/16" />
            </OMSGateway>

            """, _store.Settings, ignoreLineEndingDifferences: true);
        Assert.False(_store.Administration.Groups.Set("pos", null, null));
        Assert.True(_store.Administration.Groups.Set("pos", null, "Common"));
        Assert.Null(_store.Administration.Groups.Get("pos").HostPolicy);
    }

    [Theory]
    [InlineData("new", null, null, "specify the networks of its clients")]
    [InlineData("a b", "10.1.0.0/16", null, "not a name for a group")]
    [InlineData("new", "", null, "it names no network")]
    [InlineData("new", "10.1.0.1/16", null, "bits set beyond")]
    [InlineData("new", "10.1.0.0/16", "Learn", "Enforce, ReportOnly, Common")]
    [InlineData("new", "10.8.0.0/16", null, "in group pos as well")]
    public void What_cannot_be_set_changes_nothing(string name, string? clients, string? policy, string message)
    {
        _store.Administration.Groups.Set("pos", "10.8.0.0/16", null);
        string before = _store.Settings;

        Assert.Contains(
            message, Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Check(name, clients, policy)).Message, StringComparison.Ordinal);
        Assert.Contains(
            message, Assert.Throws<ConfigurationException>(() => _store.Administration.Groups.Set(name, clients, policy)).Message, StringComparison.Ordinal);

        Assert.Equal(before, _store.Settings);
    }
}
