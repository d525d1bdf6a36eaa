using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Status;
using OmsGateway.Configuration.Workspaces;

namespace OmsGateway.Configuration.Tests.Administration;

public sealed class GatewayDrainTests : IDisposable
{
    private static readonly GatewayStatus Running = new() { ProcessId = 42, Started = DateTimeOffset.UnixEpoch.AddTicks(7), Written = DateTimeOffset.UtcNow };

    private readonly TemporaryStore _folder = new();
    private readonly ConfigurationStore _store;

    public GatewayDrainTests() =>
        _store = new ConfigurationStore(_folder.Directory, new KeyFileSecretProtector(_folder.Store.KeyPath), new NoWorkspaceSource())
        {
            DrainWait = TimeSpan.Zero,
        };

    public void Dispose() => _folder.Dispose();

    /// <summary>The request names one run: another process, or the same number at another time, is not meant.</summary>
    [Fact]
    public void A_run_is_asked_until_it_is_withdrawn()
    {
        Assert.False(IsAsked(Running));
        Say(Running with { DrainingSince = DateTimeOffset.UnixEpoch });
        Assert.True(new GatewayDrain(_store).Begin(Running).IsChanged);
        Assert.True(IsAsked(Running));
        Assert.False(IsAsked(Running with { ProcessId = 43 }));
        Assert.False(IsAsked(Running with { Started = DateTimeOffset.UnixEpoch }));
        Say(Running);
        Assert.True(new GatewayDrain(_store).End(Running).IsChanged);
        Assert.False(IsAsked(Running));
    }

    /// <summary>A script that runs it for a second time, or beside another one, must be able to tell.</summary>
    [Fact]
    public async Task Of_several_that_ask_at_once_one_has_changed_something()
    {
        for (int round = 0; round < 5; round++)
        {
            Say(Running with { DrainingSince = DateTimeOffset.UnixEpoch });
            Assert.Single(await AtOnceAsync(() => new GatewayDrain(_store).Begin(Running).IsChanged), isChanged => isChanged);
            Say(Running);
            Assert.Single(await AtOnceAsync(() => new GatewayDrain(_store).End(Running).IsChanged), isChanged => isChanged);
        }
    }

    /// <summary>A restart has ended that drain.</summary>
    [Fact]
    public void To_withdraw_what_an_earlier_run_was_asked_changes_nothing()
    {
        Say(Running with { DrainingSince = DateTimeOffset.UnixEpoch });
        new GatewayDrain(_store).Begin(Running with { ProcessId = 41 });
        Say(Running);
        Assert.False(new GatewayDrain(_store).End(Running).IsChanged);
        Assert.False(File.Exists(_store.DrainPath));
    }

    [Fact]
    public void What_the_gateway_does_not_confirm_is_an_error()
    {
        Say(Running);
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => new GatewayDrain(_store).Begin(Running));
        Assert.Equal(ConfigurationRefusal.Unavailable, error.Refusal);
        Assert.Contains("has not confirmed it within 0 seconds", error.Message, StringComparison.Ordinal);
        Assert.True(IsAsked(Running));
    }

    /// <summary>Nobody waits out an hour for a gateway that has ended, was started anew or was resumed from elsewhere.</summary>
    [Fact]
    public void The_wait_ends_when_there_is_nothing_to_wait_for()
    {
        GatewayStatus draining = Running with { DrainingSince = DateTimeOffset.UnixEpoch, RefusesNewTunnels = true, ActiveClientConnections = 1 };
        Assert.Null(new GatewayDrain(_store).WaitUntilEmpty(draining, TimeSpan.FromHours(1)));
        Say(draining with { ProcessId = 43 });
        Assert.Null(new GatewayDrain(_store).WaitUntilEmpty(draining, TimeSpan.FromHours(1)));
        Say(draining with { DrainingSince = null });
        Assert.Null(new GatewayDrain(_store).WaitUntilEmpty(draining, TimeSpan.FromHours(1))!.DrainingSince);
        Say(draining with { ActiveClientConnections = 0 });
        Assert.True(new GatewayDrain(_store).WaitUntilEmpty(draining, TimeSpan.FromHours(1))!.IsDrained);
    }

    /// <summary>While new tunnels are given, the next one may come in a moment.</summary>
    [Fact]
    public void That_none_is_open_is_not_the_end_while_new_tunnels_are_given()
    {
        GatewayStatus draining = Running with { DrainingSince = DateTimeOffset.UnixEpoch, ActiveClientConnections = 0 };
        Say(draining);

        GatewayStatus last = new GatewayDrain(_store).WaitUntilEmpty(draining, TimeSpan.Zero)!;

        Assert.False(last.IsDrained);
        Assert.NotNull(last.DrainingSince);
    }

    private static Task<bool[]> AtOnceAsync(Func<bool> ask)
    {
        const int Askers = 4;
        var all = new Barrier(Askers);
        return Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Task.Factory.StartNew(() =>
        {
            all.SignalAndWait();
            return ask();
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    private bool IsAsked(GatewayStatus run) => DrainRequest.Exists(_store, run.ProcessId, run.Started);

    private void Say(GatewayStatus status) => status.Write(_store.StatusPath);
}
