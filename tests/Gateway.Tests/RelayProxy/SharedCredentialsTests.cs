using Microsoft.Extensions.Logging.Abstractions;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>When credentials that several proxies are told may be tried, by a clock that the test moves.</summary>
public sealed class SharedCredentialsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly GatewaySettings _settings = new()
    {
        RelayProxy = new() { Host = "a", UserName = "user", Password = "wrong" },
        RelayProxyFallbacks = [new() { Host = "b" }, new() { Host = "c" }],
        RelayProxyShareCredentials = true,
    };

    private readonly RelayProxyStates _states;

    public SharedCredentialsTests() => _states = new RelayProxyStates(_time, NullLogger.Instance);

    /// <summary>As long as a wrong password stays in the settings, the directory sees it ever less often.</summary>
    [Fact]
    public async Task The_pause_of_a_third_proxy_doubles_with_those_of_the_two_that_have_refused()
    {
        await RefuseAsync(_settings, 0);
        await RefuseAsync(_settings, 1);
        Assert.Null(await BeginAsync(_settings, 2));

        _time.Advance(_settings.RelayProxyPause);
        await RefuseAsync(_settings, 0);
        await RefuseAsync(_settings, 1);
        _time.Advance(_settings.RelayProxyPause * 1.5);
        Assert.Null(await BeginAsync(_settings, 2));
        _time.Advance(_settings.RelayProxyPause);
        Assert.NotNull(await BeginAsync(_settings, 2));
    }

    /// <summary>Three at once would be three wrong passwords to the directory.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_third_proxy_waits_for_what_becomes_of_the_two_that_try_them(bool areGood)
    {
        using SignInAttempt first = (await BeginAsync(_settings, 0))!, second = (await BeginAsync(_settings, 1))!;
        Task<SignInAttempt?> third = BeginAsync(_settings, 2);
        Assert.False(third.IsCompleted);

        if (areGood)
        {
            first.Accept();
        }
        else
        {
            first.Refuse(_settings.RelayProxyPause);
            second.Refuse(_settings.RelayProxyPause);
        }

        Assert.Equal(areGood, await third.WaitAsync(Patience.Limit) is not null);
    }

    /// <summary>The event says that they are not tried "until its settings change".</summary>
    [Fact]
    public async Task Another_list_of_proxies_begins_anew()
    {
        await RefuseAsync(_settings, 0);
        await RefuseAsync(_settings, 1);
        Assert.Null(await BeginAsync(_settings, 2));

        GatewaySettings other = _settings with { RelayProxyFallbacks = [new() { Host = "c" }, new() { Host = "d" }] };
        _states.OnChanged(_settings, other);
        Assert.NotNull(await BeginAsync(other, 1));
    }

    private async Task RefuseAsync(GatewaySettings settings, int proxy)
    {
        using SignInAttempt? attempt = await BeginAsync(settings, proxy);
        Assert.NotNull(attempt!.Refuse(settings.RelayProxyPause));
    }

    private async Task<SignInAttempt?> BeginAsync(GatewaySettings settings, int proxy) =>
        await _states.Of(settings)[proxy].SignIn.BeginAsync(settings.RelayProxyPause, CancellationToken.None);
}
