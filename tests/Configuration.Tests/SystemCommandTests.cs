namespace OmsGateway.Configuration.Tests;

public sealed class SystemCommandTests
{
    [Theory]
    [InlineData(true, "Add-OMSGatewayAllowedHost a.contoso.com")]
    [InlineData(false, "oms-gateway hosts add a.contoso.com")]
    public void A_command_is_that_of_the_system(bool isWindows, string expected) =>
        Assert.Equal(expected, SystemCommand.Of("Add-OMSGatewayAllowedHost a.contoso.com", "hosts add a.contoso.com", isWindows));

    [Fact]
    public void Messages_name_those_of_this_system()
    {
        bool isWindows = OperatingSystem.IsWindows();
        Assert.Equal(isWindows ? "'Add-OMSGatewayAllowedHost -Group pos'" : "'oms-gateway hosts add --group pos'",
            SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", "pos"));
        Assert.Equal(isWindows ? "'Get-OMSGatewayStatus'" : "'oms-gateway status'", SystemCommand.OfGroup("Get-OMSGatewayStatus", "status", null));
        Assert.Equal(isWindows ? "OMSGatewayService" : "oms-gateway", SystemCommand.Program);
    }

    /// <summary>What an administrator of Linux is told to type there.</summary>
    [Fact]
    public void No_message_of_a_refusal_names_a_command_of_another_system()
    {
        using var store = new TemporaryStore();
        string[] messages =
        [
            Message(store.LoadSettings("<RelayProxyAddress>http://user:secret@proxy</RelayProxyAddress>"), "it holds a user name"),
            Message(store.LoadSettings("<NoSuchSetting>1</NoSuchSetting>"), "there is no such setting"),
            Message(store.LoadSettings("<Group name='pos' clients='10.1.0.0/16' />"), "are refused every host"),
            store.Administration.Groups.Unknown("lab"),
        ];
        string foreign = OperatingSystem.IsWindows() ? "oms-gateway" : "-OMSGateway", own = OperatingSystem.IsWindows() ? "-OMSGateway" : "'oms-gateway ";
        Assert.All(messages, message => Assert.DoesNotContain(foreign, message, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.Contains(own, message, StringComparison.Ordinal));

        static string Message(ConfigurationResult result, string part) =>
            result.Problems.Concat(result.Warnings).Select(problem => problem.Message).Single(message => message.Contains(part, StringComparison.Ordinal));
    }
}
