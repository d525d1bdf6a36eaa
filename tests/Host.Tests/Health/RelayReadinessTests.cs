using System.Net;
using System.Net.Security;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Health;

/// <summary>/readyz of the real program behind a real squid that goes and comes back.</summary>
public sealed class RelayReadinessTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [ToolFact("squid")]
    public async Task It_is_not_ready_from_the_client_that_finds_squid_gone_until_squid_is_back_without_another_client()
    {
        string rules = $"acl target port {_target.Port}\nhttp_access allow target";
        using ExternalProxy squid = await ExternalProxy.StartSquidAsync(_ => rules);
        int port = await _program.AllowAsync(_target.Port), healthPort = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "HealthPort", $"{healthPort}");
        await _program.DoAsync("relay", "set", $"127.0.0.1:{squid.Port}");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        await using (SslStream open = await TlsTunnel.OpenAsync(port, _target.Port))
            Assert.Equal(HttpStatusCode.OK, await AskAsync(healthPort));

        squid.Stop();
        await using (var client = await TlsTunnel.DialAsync(new IPEndPoint(IPAddress.Loopback, port)))
            Assert.StartsWith("HTTP/1.1 502 ", await TlsTunnel.AskAsync(client, "localhost", _target.Port));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(healthPort));
        await StatusSaysAsync("The relay proxy gives NO tunnels.", isSaid: true);

        using ExternalProxy again = await ExternalProxy.StartSquidAsync(_ => rules, squid.Port);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (await AskAsync(healthPort) != HttpStatusCode.OK) await Task.Delay(50, limit.Token);
        await StatusSaysAsync("The relay proxy gives NO tunnels.", isSaid: false);
        await using SslStream through = await TlsTunnel.OpenAsync(port, _target.Port);
    }

    private static async Task<HttpStatusCode> AskAsync(int healthPort)
    {
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://127.0.0.1:{healthPort}/readyz"));
        return answer.StatusCode;
    }

    private async Task StatusSaysAsync(string text, bool isSaid)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while ((await _program.DoAsync("status")).Contains(text, StringComparison.Ordinal) != isSaid) await Task.Delay(100, limit.Token);
    }
}
