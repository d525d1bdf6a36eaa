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
    public async Task AnAnswerIsRememberedForItsLifetime()
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
    public async Task AFailureIsForgottenAtOnce()
    {
        await Assert.ThrowsAsync<SocketException>(() => _resolver.ResolveAsync("a.test", CancellationToken.None));
        _inner.Set("a.test", "192.0.2.1");
        Assert.Single(await _resolver.ResolveAsync("a.test", CancellationToken.None));
    }

    [Fact]
    public async Task ALookUpThatNeverEndsIsGivenUpInTheEnd()
    {
        _inner.Set("a.test", _ => new TaskCompletionSource<IPAddress[]>().Task);
        _ = _resolver.ResolveAsync("a.test", CancellationToken.None);
        _inner.Set("a.test", "192.0.2.1");
        _time.Advance(CachingNameResolver.Patience);

        Assert.Single(await _resolver.ResolveAsync("a.test", CancellationToken.None));
    }

    [Fact]
    public async Task AHangingLookUpIsSharedAndOneWaitersDeadlineDoesNotEndIt()
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
    public async Task ManyNamesDoNotGrowTheMemoryWithoutEnd()
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
