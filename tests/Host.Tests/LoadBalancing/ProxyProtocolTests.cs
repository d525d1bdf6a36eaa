using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>Clients behind HAProxy, which names them.</summary>
[Trait("Native", "yes")]
public sealed class ProxyProtocolTests : IDisposable
{
    private readonly IngestionServer _server = new();
    private readonly GatewayProgram _program = new();

    public void Dispose()
    {
        _server.Dispose();
        _program.Dispose();
    }

    /// <summary>Its checks come with a header of its own in the first two cases, and without any in the third.</summary>
    [ToolTheory("haproxy")]
    [InlineData("send-proxy")]
    [InlineData("send-proxy-v2")]
    [InlineData("send-proxy-v2 addr 127.0.0.1")]
    public async Task Clients_keep_their_addresses(string options)
    {
        int port = await _program.AllowAsync(_server.Port);
        await _program.DoAsync("config", "set", "MinimumTlsVersion", "1.2");
        await _program.DoAsync("config", "set", "ProxyProtocolSources", "127.0.0.1");
        await _program.DoAsync("config", "set", "AllowedClients", "127.0.0.1 127.0.0.5");
        await _program.DoAsync("groups", "set", "fifth", "--clients", "127.0.0.5");
        await _program.DoAsync("hosts", "add", "only.contoso.com", "--group", "fifth");
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using ExternalProxy balancer = await ExternalProxy.StartHaproxyAsync(options, port);
        using var stop = new CancellationTokenSource();
        var agent = new UploadingAgent(0, balancer.Port, _server.Port);
        Task running = agent.RunAsync(stop.Token);
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (agent.Acknowledged < 20) await Task.Delay(20, limit.Token);
        await stop.CancelAsync();
        await running;
        Assert.Equal((0, 0), (agent.Retries, _server.Damaged));
        Assert.DoesNotContain(gateway.Lines, l => l.Contains(" WARN ", StringComparison.Ordinal) || l.Contains(" ERROR ", StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("127.0.0.5"));
        Assert.Equal("", await AskAsync("127.0.0.6"));

        await gateway.WaitForAsync("Target host (www.fabrikam.com) is forbidden. It is not on the allow list of group fifth;");
        Assert.Contains(gateway.Lines, l => l.Contains("[105]", StringComparison.Ordinal) && l.Contains("127.0.0.5:", StringComparison.Ordinal));
        await gateway.WaitForAsync("Client 127.0.0.6:");

        async Task<string> AskAsync(string from)
        {
            using var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
            await client.ConnectAsync(IPAddress.Loopback, balancer.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"CONNECT www.fabrikam.com:{_server.Port} HTTP/1.1\r\n\r\n"), limit.Token);
            using var reader = new StreamReader(client.GetStream());
            try
            {
                return await reader.ReadToEndAsync(limit.Token);
            }
            catch (IOException)
            {
                // Closed with the request unread, the connection ends with a reset.
                return "";
            }
        }
    }

    /// <summary>To a gateway that expects none, the header is a request that makes no sense.</summary>
    [ToolFact("haproxy")]
    public async Task Clients_are_named_as_soon_as_a_running_gateway_is_told_of_the_balancer()
    {
        using var target = new TlsTarget();
        int port = await _program.AllowAsync(target.Port);
        using RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");
        using ExternalProxy balancer = await ExternalProxy.StartHaproxyAsync("send-proxy", port);
        await IsRefusedAsync();

        await _program.DoAsync("config", "set", "ProxyProtocolSources", "127.0.0.1");
        await gateway.WaitForAsync("ProxyProtocolSources (none) -> 127.0.0.1");
        ProgramResult served = await CurlAsync();
        Assert.True(served is { ExitCode: 0, Output: "hello" }, served.ToString());

        await _program.DoAsync("config", "reset", "ProxyProtocolSources");
        await gateway.WaitForAsync("ProxyProtocolSources 127.0.0.1/32 -> (none)");
        await IsRefusedAsync();

        async Task IsRefusedAsync()
        {
            ProgramResult refused = await CurlAsync();
            Assert.True(refused.ExitCode == 56 && refused.Errors.Contains("400", StringComparison.Ordinal), refused.ToString());
        }

        Task<ProgramResult> CurlAsync() => ProgramRunner.RunAsync(
            "curl", ["-sSk", "--proxy", $"http://127.0.0.1:{balancer.Port}", "--noproxy", "", $"https://localhost:{target.Port}/"]);
    }
}
