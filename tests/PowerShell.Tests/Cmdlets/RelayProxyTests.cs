using System.Security;
using OmsGateway.PowerShell.RelayProxy;
using OmsGateway.PowerShell.Settings;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class RelayProxyTests : CmdletTrial
{
    private const string Secret = "s3cret-pass";

    private static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (char c in text) secret.AppendChar(c);
        return secret;
    }

    private string? StoredPassword => Store.Load().Configuration!.Settings.RelayProxy?.Password;

    [Fact]
    public void After_Set_Get_shows_address_and_user_only()
    {
        Do(new SetRelayProxyCommand { Address = "http://www.myproxy.com:8080", Username = "user1", Password = Secure(Secret) });
        Assert.Equal(Secret, StoredPassword);
        var shown = (GatewayRelayProxy)Assert.Single(Do(new GetRelayProxyCommand()).Output);
        Assert.Equal(("http://www.myproxy.com:8080", "user1", true), (shown.Address, shown.UserName, shown.HasPassword));
    }

    [Fact]
    public void The_password_is_nowhere_in_what_cmdlets_write_ask_or_store()
    {
        FakeEngine set = Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secret }, null, "PassThru");
        string all = string.Join('\n', [.. set.Output, .. set.Warnings, .. set.Questions, .. Do(new GetRelayProxyCommand()).Output,
            .. Do(new GetConfigCommand()).Output, File.ReadAllText(Store.SettingsPath)]);
        Assert.Contains("user1", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_works_with_a_warning()
    {
        FakeEngine engine = Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = "123" });
        Assert.Contains("-Credential", Assert.Single(engine.Warnings), StringComparison.Ordinal);
        Assert.Equal("123", StoredPassword);
    }

    [Fact]
    public void A_user_without_a_password_is_a_warning()
    {
        FakeEngine engine = Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1" });
        Assert.Contains("No password was given", Assert.Single(engine.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secure_string_works_without_a_warning() =>
        Assert.Empty(Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secure(Secret) }).Warnings);

    [Fact]
    public void An_empty_address_removes_the_proxy_and_its_credentials()
    {
        Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secure(Secret) });
        Do(new SetRelayProxyCommand { Address = "" });
        Assert.Empty(Do(new GetRelayProxyCommand()).Output);
        Assert.DoesNotContain("user1", File.ReadAllText(Store.SettingsPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_credentials_the_old_ones_go()
    {
        Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secure(Secret) });
        Do(new SetRelayProxyCommand { Address = "proxy" });
        Assert.Null(StoredPassword);
    }

    /// <summary>What comes from a file or another gateway shows the password that is stored here to no proxy that it was not set for.</summary>
    [Theory]
    [InlineData("RelayProxyShareCredentials", "true", "other", "false")]
    [InlineData("RelayProxyFallbacks", "http://elsewhere:80", "http://other:80", "true")]
    public void Settings_that_are_piped_in_share_no_stored_password(string name, string value, string fallbacks, string share)
    {
        Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secure(Secret) });
        Administration.Settings.Set("RelayProxyFallbacks", fallbacks);
        Administration.Settings.Set("RelayProxyShareCredentials", share);
        FakeEngine engine = Run(new SetConfigCommand { Name = name, Value = value, IsDefault = "False" }, null, "Value");
        Assert.Null(StoredPassword);
        Assert.Contains("is forgotten", Assert.Single(engine.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_are_piped_in_again_keep_the_password_and_whoever_types_them_shares_it()
    {
        Do(new SetRelayProxyCommand { Address = "proxy", Username = "user1", Password = Secure(Secret) });
        Do(new SetConfigCommand { Name = "RelayProxyFallbacks", Value = new[] { "other", "third" } }, null, "Value");
        Do(new SetConfigCommand { Name = "RelayProxyShareCredentials", Value = true }, null, "Value");
        Run(new SetConfigCommand { Name = "RelayProxyFallbacks", Value = new[] { "http://other:80", "http://third:80" }, IsDefault = "False" }, null, "Value");
        Run(new SetConfigCommand { Name = "RelayProxyShareCredentials", Value = "true", IsDefault = "False" }, null, "Value");
        Assert.Equal(Secret, StoredPassword);
        Assert.All(Store.Load().Configuration!.Settings.ListRelayProxies(), proxy => Assert.Equal(Secret, proxy.Password));
    }

    [Theory]
    [InlineData("http://user:pass@proxy:8080", null, null, "user name or password")]
    [InlineData("proxy", null, "secret", "give -Username")]
    [InlineData("", "user1", null, "give the address")]
    public void What_cannot_be_meant_is_an_error_and_nothing_is_stored(string address, string? user, string? password, string named)
    {
        FakeEngine engine = Run(new SetRelayProxyCommand { Address = address, Username = user, Password = password });
        Assert.Contains(named, Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Store.SettingsPath));
    }
}
