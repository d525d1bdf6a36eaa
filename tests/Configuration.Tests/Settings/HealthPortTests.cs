namespace OmsGateway.Configuration.Tests.Settings;

public sealed class HealthPortTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("<ListenPort>3128</ListenPort><HealthPort>3128</HealthPort>")]
    [InlineData("<HealthPort>8080</HealthPort>")]
    public void It_is_another_than_the_gateways(string settings)
    {
        ConfigurationProblem problem = Assert.Single(_store.LoadSettings(settings).Problems);
        Assert.Equal(("HealthPort", 2), (problem.Key, problem.Line));
        Assert.Contains("it is the port of ListenPort", problem.Message, StringComparison.Ordinal);
    }
}
