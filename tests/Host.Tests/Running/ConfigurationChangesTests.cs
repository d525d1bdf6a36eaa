using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Host.Running;

namespace OmsGateway.Host.Tests.Running;

public sealed class ConfigurationChangesTests
{
    private static readonly GatewayConfiguration Default = new();

    private static string Describe(GatewaySettings settings) => ConfigurationChanges.Describe(Default, Default with { Settings = settings });

    [Fact]
    public void Nothing_IsEmpty() => Assert.Equal("", Describe(new GatewaySettings()));

    [Fact]
    public void Settings_ShowOldAndNew() => Assert.Equal(
        "ListenPort 8080 -> 8081, RequireServerName true -> false",
        Describe(new GatewaySettings { ListenPort = 8081, RequireServerName = false }));

    [Fact]
    public void Password_IsNamedButNotShown()
    {
        var proxy = new RelayProxySettings { Host = "proxy", UserName = "user", Password = "s3cret" };
        string changes = Describe(new GatewaySettings { RelayProxy = proxy });
        Assert.Contains("relay proxy password", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", changes, StringComparison.Ordinal);
    }
}
