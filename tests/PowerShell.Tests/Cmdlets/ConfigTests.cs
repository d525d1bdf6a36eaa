using System.Management.Automation;
using OmsGateway.Configuration.Settings;
using OmsGateway.PowerShell.Settings;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class ConfigTests : CmdletTrial
{
    private FakeEngine Set(string name, object? value, bool isGiven = true) =>
        Run(new SetConfigCommand { Name = name, Value = value }, null, isGiven ? ["Value", "PassThru"] : ["PassThru"]);

    [Fact]
    public void Get_without_a_name_shows_every_setting() => Assert.Equal(
        SettingDefinitions.All.Select(d => d.Name), Do(new GetConfigCommand()).Output.Cast<GatewaySetting>().Select(s => s.Name));

    [Fact]
    public void Get_with_several_names_reports_the_unknown_and_goes_on()
    {
        FakeEngine engine = Run(new GetConfigCommand { Name = ["listenport", "Port", "LogLevel"] });
        Assert.Equal(["ListenPort = 8080", "LogLevel = Information"], engine.Output.Select(o => o.ToString()));
        var error = Assert.Single(engine.Errors);
        Assert.Equal(("NotFound", ErrorCategory.ObjectNotFound, "Port"), (error.Id, error.Category, error.Target));
    }

    [Theory]
    [InlineData(3128)]
    [InlineData("3128")]
    [InlineData(3128L)]
    public void Set_takes_text_and_numbers(object value)
    {
        var setting = (GatewaySetting)Assert.Single(Set("listenport", value).Output);
        Assert.Equal((3128, "ListenPort", false), (setting.Value, setting.Name, setting.IsDefault));
        Assert.Equal("3128", Administration.Settings.Get("ListenPort").Value);
    }

    [Fact]
    public void Set_takes_truth_and_lists()
    {
        Set("RequireServerName", false);
        Set("AllowedPorts", new object[] { 443, "8443" });
        Assert.Equal("false", Administration.Settings.Get("RequireServerName").Value);
        Assert.Equal("443 8443", Administration.Settings.Get("AllowedPorts").Value);
    }

    [Fact]
    public void Set_without_a_value_goes_back_to_the_default()
    {
        Set("ListenPort", 3128);
        Set("ListenPort", null, isGiven: false);
        Assert.True(Administration.Settings.Get("ListenPort").IsDefault);
    }

    [Theory]
    [InlineData("ListenPort", 70000, "ValueRefused", ErrorCategory.InvalidArgument)]
    [InlineData("ListenPort", "text", "ValueRefused", ErrorCategory.InvalidArgument)]
    [InlineData("Port", 1, "NotFound", ErrorCategory.ObjectNotFound)]
    public void What_the_gateway_cannot_use_is_an_error_without_a_question(string name, object value, string id, ErrorCategory category)
    {
        FakeEngine engine = Set(name, value);
        var error = Assert.Single(engine.Errors);
        Assert.Equal((id, category), (error.Id, error.Category));
        Assert.Empty(engine.Questions);
        Assert.Empty(engine.Output);
        Assert.Equal("8080", Administration.Settings.Get("ListenPort").Value);
    }

    [Fact]
    public void Set_refuses_the_password_without_asking()
    {
        FakeEngine engine = Set("relayproxypassword", "s3cret");
        Assert.Contains("Set-OMSGatewayRelayProxy", Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Questions);
        Assert.False(File.Exists(Store.SettingsPath));
    }
}
