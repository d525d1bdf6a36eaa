using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Which tunnel may try the credentials, by a clock that the test moves.</summary>
public sealed class ProxySignInTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly ManualTimeProvider _time = new();
    private readonly ProxySignIn _signIn;

    public ProxySignInTests() => _signIn = new ProxySignIn(_time);

    [Fact]
    public async Task One_tries_and_the_others_go_once_it_has_succeeded()
    {
        SignInAttempt first = (await BeginAsync())!;
        Task<SignInAttempt?>[] others = [BeginAsync(), BeginAsync(), BeginAsync()];
        Assert.All(others, o => Assert.False(o.IsCompleted));

        first.Accept();

        Assert.All(await Task.WhenAll(others), Assert.NotNull);
    }

    [Fact]
    public async Task One_tries_and_the_others_are_refused_with_it()
    {
        SignInAttempt first = (await BeginAsync())!;
        Task<SignInAttempt?>[] others = [BeginAsync(), BeginAsync()];

        Assert.Equal(Pause, first.Refuse(Pause));

        Assert.All(await Task.WhenAll(others), Assert.Null);
        Assert.Null(await BeginAsync());
    }

    [Fact]
    public async Task An_attempt_that_told_nothing_makes_room_for_the_next()
    {
        SignInAttempt first = (await BeginAsync())!;
        Task<SignInAttempt?>[] others = [BeginAsync(), BeginAsync()];

        first.Dispose();

        Task<SignInAttempt?> second = await Task.WhenAny(others);
        Assert.NotNull(await second);
        Assert.False(others.Single(o => o != second).IsCompleted);
    }

    [Fact]
    public async Task A_target_out_of_reach_holds_the_others_up_for_seconds_only()
    {
        _ = await BeginAsync();
        Task<SignInAttempt?> next = BeginAsync();
        _time.Advance(ProxySignIn.Patience);
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task The_pause_doubles_up_to_four_times_with_one_attempt_after_each()
    {
        foreach (int length in new[] { 1, 2, 4, 4 })
        {
            SignInAttempt attempt = (await BeginAsync())!;
            // Nobody waits for what may take the proxy's whole time: the credentials were bad a moment ago.
            if (length > 1) Assert.Null(await BeginAsync());
            Assert.Equal(length * Pause, attempt.Refuse(Pause));
            _time.Advance((length * Pause) - TimeSpan.FromSeconds(1));
            Assert.Null(await BeginAsync());
            Assert.Equal(TimeSpan.FromSeconds(1), _signIn.TimeLeft(Pause));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await BeginAsync())!.Accept();
        Assert.NotNull(await BeginAsync());
        Assert.Equal(Pause, (await BeginAsync())!.Refuse(Pause));
    }

    [Fact]
    public async Task One_pause_begins_however_many_were_under_way()
    {
        (await BeginAsync())!.Accept();
        SignInAttempt?[] attempts = [await BeginAsync(), await BeginAsync(), await BeginAsync()];

        Assert.Equal(Pause, attempts[0]!.Refuse(Pause));
        Assert.Null(attempts[1]!.Refuse(Pause));
        // It had been sent before the password was changed.
        attempts[2]!.Accept();

        Assert.Equal(Pause, _signIn.TimeLeft(Pause));
        Assert.Null(await BeginAsync());
    }

    [Fact]
    public async Task Within_a_burst_and_after_it_one_goes_ahead()
    {
        (await BeginAsync())!.Accept();
        Assert.NotNull(await BeginAsync());
        Assert.NotNull(await BeginAsync());

        _time.Advance(ProxySignIn.Trust);

        Assert.NotNull(await BeginAsync());
        Assert.False(BeginAsync().IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_with_the_deadline()
    {
        _ = await BeginAsync();
        using var deadline = new CancellationTokenSource();
        Task<SignInAttempt?> waiting = _signIn.BeginAsync(Pause, deadline.Token).AsTask();
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_proxy_s_name_is_the_canonical_one_and_asked_for_once()
    {
        int asked = 0;
        var relay = new RelayProxySettings { Host = "proxy.contoso.com" };
        var state = new RelayProxyState(relay, _time, host => Task.FromResult($"cname-of-{host}.{++asked}."));
        Assert.Equal("cname-of-proxy.contoso.com.1", await state.FindNameAsync(default));
        Assert.Equal("cname-of-proxy.contoso.com.1", await state.FindNameAsync(default));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("cname-of-proxy.contoso.com.2", await state.FindNameAsync(default));
    }

    [Fact]
    public async Task A_name_server_that_is_silent_is_asked_once_for_all_tunnels()
    {
        int asked = 0;
        var answer = new TaskCompletionSource<string>();
        var state = new RelayProxyState(new RelayProxySettings { Host = "proxy.contoso.com" }, _time, _ =>
        {
            asked++;
            return answer.Task;
        });
        using var deadline = new CancellationTokenSource();
        Task<string> first = state.FindNameAsync(deadline.Token).AsTask(), second = state.FindNameAsync(default).AsTask();
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Task<string> third = state.FindNameAsync(default).AsTask();

        answer.SetResult("real.contoso.com");

        Assert.Equal(["real.contoso.com", "real.contoso.com"], await Task.WhenAll(second, third));
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("proxy.invalid")]
    public async Task An_address_or_an_unknown_name_stays_as_it_is(string host)
    {
        var state = new RelayProxyState(
            new RelayProxySettings { Host = host }, _time, _ => throw new System.Net.Sockets.SocketException(11001));
        Assert.Equal(host, await state.FindNameAsync(default));
    }

    private Task<SignInAttempt?> BeginAsync() => _signIn.BeginAsync(Pause, CancellationToken.None).AsTask();
}
