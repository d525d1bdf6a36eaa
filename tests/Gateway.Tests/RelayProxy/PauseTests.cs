using OmsGateway.Configuration;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>A whole gateway whose password the proxy does not accept (any more): what an account policy would count.</summary>
public sealed class PauseTests
{
    private const string Request = "CONNECT origin.test:443 HTTP/1.1\r\n\r\n";

    private int _attempts;
    private volatile bool _accepts;

    [Theory]
    [InlineData("Negotiate\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm=x")]
    [InlineData("NTLM")]
    [InlineData("Basic realm=x")]
    public async Task Twenty_requests_with_a_wrong_password_are_one_attempt(string offered)
    {
        await using ScriptedServer proxy = Proxy(offered);
        await using TestGateway gateway = await StartAsync(proxy);

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(gateway)));

        Assert.Equal(1, Volatile.Read(ref _attempts));
        Assert.All(answers, a => Assert.StartsWith("HTTP/1.1 502 ", a));
        Assert.Equal(19, answers.Count(a => a.Contains("the gateway pauses", StringComparison.Ordinal)));
        await gateway.WhenIdleAsync();
        LoggedEvent told = Assert.Single(gateway.Log.Events, e => e.Id == EventIds.Network);
        Assert.Contains("for 15 minutes", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(RelayTrial.Password, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_pause_one_tries_and_once_it_succeeds_all_do()
    {
        var time = new ManualTimeProvider();
        await using ScriptedServer proxy = Proxy("Basic realm=x");
        await using TestGateway gateway = await StartAsync(proxy, time);
        await AskAsync(gateway);
        _accepts = true;

        time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Contains("pauses signing in", await AskAsync(gateway), StringComparison.Ordinal);
        Assert.Equal(1, Volatile.Read(ref _attempts));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(gateway));
        Assert.Equal(3, Volatile.Read(ref _attempts));
    }

    [Fact]
    public async Task A_change_of_the_proxy_s_settings_ends_the_pause_and_no_other_change_does()
    {
        await using ScriptedServer proxy = Proxy("Basic realm=x");
        await using TestGateway gateway = await StartAsync(proxy);
        await AskAsync(gateway);

        await gateway.ApplyAsync(s => s with { IdleTimeout = TimeSpan.FromMinutes(1) });
        Assert.Contains("pauses signing in", await AskAsync(gateway), StringComparison.Ordinal);
        await gateway.ApplyAsync(s => s with { RelayProxy = s.RelayProxy! with { Password = "another" } });
        await AskAsync(gateway);
        Assert.Equal(2, Volatile.Read(ref _attempts));
        // Even back to what was refused before.
        await gateway.ApplyAsync(s => s);
        await AskAsync(gateway);
        Assert.Equal(3, Volatile.Read(ref _attempts));
    }

    /// <summary>Takes tunnels when it accepts credentials; counts the requests that have any.</summary>
    private ScriptedServer Proxy(string offered) => new([.. Enumerable.Repeat<Func<ScriptedConnection, Task>>(
        async c =>
        {
            while (true)
            {
                bool tries = (await c.ReadHeadAsync()).Contains("Proxy-Authorization", StringComparison.Ordinal);
                if (tries) Interlocked.Increment(ref _attempts);
                if (tries && _accepts)
                {
                    await c.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
                    await c.HoldAsync();
                }

                await c.SendAsync($"HTTP/1.1 407 Log on\r\nProxy-Authenticate: {offered}\r\nContent-Length: 0\r\n\r\n");
            }
        },
        100)]);

    private static Task<TestGateway> StartAsync(ScriptedServer proxy, TimeProvider? time = null) => TestGateway.StartAsync(
        443,
        s => s with
        {
            RelayProxy = new() { Host = "127.0.0.1", Port = proxy.Port, UserName = RelayTrial.User, Password = RelayTrial.Password },
        },
        time);

    private static async Task<string> AskAsync(TestGateway gateway)
    {
        using GatewayClient client = await gateway.ConnectAsync();
        await client.SendAsync(Request);
        return await client.ReadHeadAsync();
    }
}
