using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Systemd;

/// <summary>The program as a unit of systemd, by the words of sd_notify(3).</summary>
[Trait("Native", "yes")]
public sealed class SystemdTests : IDisposable
{
    private readonly GatewayProgram _program = new();
    private readonly TlsTarget _target = new();
    private readonly NotifySocket _systemd = new();

    public void Dispose()
    {
        _systemd.Dispose();
        _target.Dispose();
        _program.Dispose();
    }

    [UnixFact]
    public async Task It_is_ready_when_it_listens_and_then_alive_again_and_again()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start(_systemd.Launcher);
        await _systemd.WaitForAsync("READY=1");
        Assert.True(await RunningGateway.IsListeningAsync(port));
        await _systemd.WaitForAsync("WATCHDOG=1");
        await _systemd.WaitForAsync("WATCHDOG=1");
    }

    [UnixFact]
    public async Task While_its_port_is_taken_it_asks_for_time()
    {
        int port = await _program.AllowAsync(_target.Port);
        using (var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            other.Bind(new IPEndPoint(IPAddress.Any, port));
            other.Listen();
            using RunningGateway gateway = _program.Start(_systemd.Launcher);
            await _systemd.WaitForAsync("EXTEND_TIMEOUT_USEC=10000000");
            other.Dispose();
            await _systemd.WaitForAsync("READY=1");
        }
    }

    [UnixFact]
    public async Task A_hang_up_reads_the_configuration_and_is_ready_when_it_is_in_force()
    {
        await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start(_systemd.Launcher);
        await _systemd.WaitForAsync("READY=1");

        int moved = RunningGateway.FreePort();
        await _program.DoAsync("config", "set", "ListenPort", $"{moved}");
        gateway.Signal("HUP");
        string reloading = await _systemd.WaitForAsync("RELOADING=1");
        // CLOCK_MONOTONIC, without which systemd 253 and later take the reload for one that never began.
        long since = long.Parse(reloading.Split("MONOTONIC_USEC=")[1], CultureInfo.InvariantCulture);
        Assert.InRange((Environment.TickCount64 * 1000) - since, 0, Patience.Limit.TotalMicroseconds);
        await _systemd.WaitForAsync("READY=1");
        Assert.True(await RunningGateway.IsListeningAsync(moved));
    }

    [UnixFact]
    public async Task A_termination_asks_for_time_as_long_as_a_tunnel_is_open()
    {
        int port = await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start(_systemd.Launcher);
        await _systemd.WaitForAsync("READY=1");
        SslStream tunnel = await TlsTunnel.OpenAsync(port, _target.Port);
        await gateway.WaitForAsync("[107]");

        gateway.Signal("TERM");
        await _systemd.WaitForAsync("STOPPING=1");
        await _systemd.WaitForAsync("EXTEND_TIMEOUT_USEC=10000000");
        await _systemd.WaitForAsync("EXTEND_TIMEOUT_USEC=10000000");
        await tunnel.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        using (var reader = new StreamReader(tunnel)) Assert.EndsWith("hello", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await gateway.ExitCodeAsync());
    }

    [UnixFact]
    public async Task Without_systemd_a_hang_up_ends_it_for_the_terminal_is_gone()
    {
        await _program.AllowAsync(_target.Port);
        using RunningGateway gateway = _program.Start("env", "--default-signal=HUP");
        await gateway.WaitForAsync("[101]");
        gateway.Signal("HUP");
        Assert.NotEqual(0, await gateway.ExitCodeAsync());
    }
}
