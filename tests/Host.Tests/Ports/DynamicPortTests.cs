using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Ports;

/// <summary>The real program on a computer with few dynamic ports.</summary>
public sealed class DynamicPortTests : IDisposable
{
    private const string Narrow = "echo 40000 41039 > /proc/sys/net/ipv4/ip_local_port_range";

    private readonly GatewayProgram _program = new();

    public void Dispose() => _program.Dispose();

    // 1,000 of the 1,040 are left to others, and two are for second attempts to connect.
    [NamespaceFact($"unshare -n sh -c '{Narrow}'")]
    public async Task They_limit_the_tunnels_which_the_start_and_the_status_say()
    {
        using RunningGateway gateway = _program.Start("unshare", "-n", "/bin/sh", "-c", $"{Narrow}; exec \"$0\" \"$@\"");
        await gateway.WaitForAsync("[101]");
        string told = await gateway.WaitForAsync("MaximumTunnels is 20000, but no more than 38 tunnels");
        Assert.Contains("[100]", told, StringComparison.Ordinal);
        Assert.Contains(
            "Tunnels at most:           38, because of the 1040 dynamic ports of this computer",
            await _program.DoAsync("status"), StringComparison.Ordinal);
    }
}
