using OmsGateway.Soak;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Faults;

/// <summary>Some seconds of what ./build.sh soak does for minutes or hours.</summary>
[Collection(FaultCollection.Name)]
public sealed class ShortSoakTests
{
    [UnixFact]
    public async Task The_books_agree_and_nothing_is_held()
    {
        using var run = new SoakRun(new SoakOptions { Duration = TimeSpan.FromSeconds(12), Slowdown = Patience.Slowdown, Seed = 20 });
        SoakReport report = await run.RunAsync(Path.Combine(AppContext.BaseDirectory, "OMSGatewayService"));
        Assert.True(report.Failures.Count == 0, $"{report.Text}\n{string.Join('\n', report.Failures)}");
    }
}
