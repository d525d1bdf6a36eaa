using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Upstream;

public class CachingNameResolverTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedResolver _inner = new();
    private readonly CachingNameResolver _resolver;

    public CachingNameResolverTests() => _resolver = new CachingNameResolver(_inner, _time);

    [Fact]
    public async Task An_answer_is_remembered_for_its_lifetime()
    {
        _inner.Set("a.test", "192.0.2.1");
        await _resolver.ResolveAsync("a.test", CancellationToken.None);
        _time.Advance(CachingNameResolver.Lifetime - TimeSpan.FromSeconds(1));
        await _resolver.ResolveAsync("a.test", CancellationToken.None);
        Assert.Equal(1, _inner.LookUps);

        _inner.Set("a.test", "192.0.2.2");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([IPAddress.Parse("192.0.2.2")], await _resolver.ResolveAsync("a.test", CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_is_forgotten_at_once()
    {
        await Assert.ThrowsAsync<SocketException>(() => _resolver.ResolveAsync("a.test", CancellationToken.None));
        _inner.Set("a.test", "192.0.2.1");
        Assert.Single(await _resolver.ResolveAsync("a.test", CancellationToken.None));
    }

    [Fact]
    public async Task A_look_up_that_never_ends_is_given_up_in_the_end()
    {
        _inner.Set("a.test", _ => new TaskCompletionSource<IPAddress[]>().Task);
        _ = _resolver.ResolveAsync("a.test", CancellationToken.None);
        _inner.Set("a.test", "192.0.2.1");
        _time.Advance(CachingNameResolver.Patience);

        Assert.Single(await _resolver.ResolveAsync("a.test", CancellationToken.None));
    }

    [Fact]
    public async Task A_hanging_look_up_is_shared_and_one_waiter_s_deadline_does_not_end_it()
    {
        var answer = new TaskCompletionSource<IPAddress[]>();
        _inner.Set("a.test", _ => answer.Task);
        using var impatient = new CancellationTokenSource();
        Task<IPAddress[]> first = _resolver.ResolveAsync("a.test", impatient.Token);
        Task<IPAddress[]> second = _resolver.ResolveAsync("a.test", CancellationToken.None);
        _time.Advance(CachingNameResolver.Lifetime * 2);
        Task<IPAddress[]> third = _resolver.ResolveAsync("a.test", CancellationToken.None);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult([IPAddress.Loopback]);

        Assert.Single(await second);
        Assert.Single(await third);
        Assert.Equal(1, _inner.LookUps);
    }

    [Fact]
    public async Task Names_that_hang_hold_up_no_others()
    {
        _inner.Set("known.test", "192.0.2.1");
        await _resolver.ResolveAsync("known.test", CancellationToken.None);
        List<TaskCompletionSource<IPAddress[]>> hanging = [];
        List<Task<IPAddress[]>> waiting = [];
        for (int i = 0; i < CachingNameResolver.MaximumLookUps; i++)
        {
            var answer = new TaskCompletionSource<IPAddress[]>();
            hanging.Add(answer);
            _inner.Set($"h{i}.test", _ => answer.Task);
            waiting.Add(_resolver.ResolveAsync($"h{i}.test", CancellationToken.None));
        }

        // One more is refused at once, and no second look-up of a name that hangs is begun.
        _inner.Set("new.test", "192.0.2.2");
        await Assert.ThrowsAsync<LookUpsBusyException>(() => _resolver.ResolveAsync("new.test", CancellationToken.None));
        Task<IPAddress[]> again = _resolver.ResolveAsync("h0.test", CancellationToken.None);
        // What is known is known, also when it has grown old meanwhile.
        Assert.Single(await _resolver.ResolveAsync("known.test", CancellationToken.None));
        _time.Advance(CachingNameResolver.Lifetime);
        Assert.Single(await _resolver.ResolveAsync("known.test", CancellationToken.None));
        Assert.False(again.IsCompleted);

        hanging[0].SetResult([IPAddress.Loopback]);
        await again;
        Assert.Equal([IPAddress.Parse("192.0.2.2")], await _resolver.ResolveAsync("new.test", CancellationToken.None));
        hanging.ForEach(answer => answer.TrySetResult([IPAddress.Loopback]));
        await Task.WhenAll(waiting);
        Assert.Equal(CachingNameResolver.MaximumLookUps + 2, _inner.LookUps);
    }

    [Fact]
    public async Task The_operating_system_s_resolver_knows_this_computer() =>
        Assert.NotEmpty(await new SystemNameResolver().ResolveAsync("localhost", CancellationToken.None));

    [Fact]
    public async Task Many_names_do_not_grow_the_memory_without_end()
    {
        for (int i = 0; i < 3000; i++)
        {
            _inner.Set($"h{i}.test", "192.0.2.1");
            Assert.Single(await _resolver.ResolveAsync($"h{i}.test", CancellationToken.None));
        }

        await _resolver.ResolveAsync("h0.test", CancellationToken.None);
        await _resolver.ResolveAsync("h2999.test", CancellationToken.None);
        Assert.Equal(3001, _inner.LookUps);
    }
}
