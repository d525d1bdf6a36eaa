using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

public sealed class DrainTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task Interrupt_LetsAnOpenTunnelFinish()
    {
        (RunningGateway gateway, SslStream tunnel) = await OpenTunnelAsync();
        using (gateway)
        {
            gateway.Signal("INT");
            await gateway.WaitForAsync("still open");
            await tunnel.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            using var reader = new StreamReader(tunnel);
            Assert.EndsWith("hello", await reader.ReadToEndAsync(), StringComparison.Ordinal);
            tunnel.Dispose();
            Assert.Equal(0, await gateway.ExitCodeAsync());
        }
    }

    [UnixFact]
    public async Task SecondInterrupt_StopsAtOnce()
    {
        (RunningGateway gateway, SslStream tunnel) = await OpenTunnelAsync();
        using (gateway)
        await using (tunnel)
        {
            gateway.Signal("INT");
            await gateway.WaitForAsync("still open");
            gateway.Signal("INT");
            Assert.Equal(0, await gateway.ExitCodeAsync().WaitAsync(TimeSpan.FromSeconds(8)));
            await gateway.WaitForAsync("were closed");
        }
    }

    private async Task<(RunningGateway Gateway, SslStream Tunnel)> OpenTunnelAsync()
    {
        int port = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "ListenPort", $"{port}");
        await _program.DoAsync("config", "set", "AllowedPorts", $"{_target.Port}");
        await _program.DoAsync("config", "set", "AllowedNetworks", "127.0.0.0/8");
        await _program.DoAsync("hosts", "add", "localhost");
        RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        var client = new TcpClient("127.0.0.1", port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT localhost:{_target.Port} HTTP/1.1\r\nHost: localhost:{_target.Port}\r\n\r\n"));
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) answer.Append((char)stream.ReadByte());
        Assert.StartsWith("HTTP/1.1 200", answer.ToString(), StringComparison.Ordinal);
        var tunnel = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tunnel.AuthenticateAsClientAsync("localhost");
        await gateway.WaitForAsync("[107]");
        return (gateway, tunnel);
    }
}
