using System.Net.Security;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.CommandLine;

[Trait("Native", "yes")]
public sealed class DrainTests : IDisposable
{
    // The longest that may be set.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();

    public void Dispose()
    {
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task An_interrupt_lets_an_open_tunnel_finish()
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
    public async Task A_second_interrupt_stops_at_once()
    {
        (RunningGateway gateway, SslStream tunnel) = await OpenTunnelAsync();
        using (gateway)
        await using (tunnel)
        {
            gateway.Signal("INT");
            await gateway.WaitForAsync("still open");
            gateway.Signal("INT");
            Assert.Equal(0, await gateway.ExitCodeAsync().WaitAsync(Drain));
            await gateway.WaitForAsync("were closed");
        }
    }

    private async Task<(RunningGateway Gateway, SslStream Tunnel)> OpenTunnelAsync()
    {
        int port = await _program.AllowAsync(_target.Port);
        await _program.DoAsync("config", "set", "DrainTimeoutSeconds", $"{Drain.TotalSeconds}");
        RunningGateway gateway = _program.Start();
        await gateway.WaitForAsync("[101]");

        SslStream tunnel = await TlsTunnel.OpenAsync(port, _target.Port);
        await gateway.WaitForAsync("[107]");
        return (gateway, tunnel);
    }
}
