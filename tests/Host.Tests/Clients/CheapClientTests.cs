using OmsGateway.Clients;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Clients;

/// <summary>The small ones of the clients that ./build.sh clients tries, Windows' own under Wine among them.</summary>
public sealed class CheapClientTests(CheapClientTests.Surroundings surroundings) : IClassFixture<CheapClientTests.Surroundings>
{
    public static TheoryData<string> Unix => Scripts(wine: false);

    public static TheoryData<string> Windows => Scripts(wine: true);

    [UnixTheory]
    [MemberData(nameof(Unix))]
    public Task On_Unix(string script) => GetsItsPageAndSaysThatTheOtherHostIsRefused(script);

    [UnixTheory]
    [MemberData(nameof(Windows))]
    [Trait("Wine", "yes")]
    public Task On_Windows(string script) => GetsItsPageAndSaysThatTheOtherHostIsRefused(script);

    private static TheoryData<string> Scripts(bool wine) => [.. Client.All.Where(c => c.IsCheap && c.NeedsWine == wine).Select(c => c.Script)];

    private async Task GetsItsPageAndSaysThatTheOtherHostIsRefused(string script)
    {
        TrialResult result = await surroundings.Trial.RunAsync(Client.All.Single(c => c.Script == script));

        Assert.True(result.Version is not null, $"{script} needs a program that is missing here; build.sh installs it.");
        Assert.True(result.Failure is null, result.Failure);
    }

    public sealed class Surroundings : IAsyncLifetime
    {
        private Trial? _trial;

        public Trial Trial => _trial!;

        public async Task InitializeAsync()
        {
            if (!OperatingSystem.IsWindows()) _trial = await Trial.StartAsync(Path.Combine(AppContext.BaseDirectory, "OMSGatewayService"));
        }

        public async Task DisposeAsync()
        {
            if (_trial is not null) await _trial.DisposeAsync();
        }
    }
}
