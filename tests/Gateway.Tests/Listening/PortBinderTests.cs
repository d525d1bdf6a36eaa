using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Sockets;

namespace OmsGateway.Gateway.Tests.Listening;

/// <summary>How many connections may wait and be open, and what errors mean, by the rules of each system.</summary>
public sealed class PortBinderTests
{
    private static readonly IPEndPoint EndPoint = new(IPAddress.Parse("192.0.2.10"), 8080);

    // winsock2.h: SOMAXCONN_HINT(b) is (-(b)).
    [Theory]
    [InlineData(true, -4096)]
    [InlineData(false, 4096)]
    public void The_backlog_is_long_on_either_system(bool hasWindowsRules, int backlog) =>
        Assert.Equal(backlog, PortBinder.BacklogFor(hasWindowsRules));

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, true, "another program listens there: nginx (process 812); set ListenPort to a free port")]
    [InlineData(SocketError.AccessDenied, true, "another program listens there: nginx (process 812); set ListenPort to a free port")]
    [InlineData(SocketError.AddressAlreadyInUse, false, "another program listens there: nginx (process 812); set ListenPort to a free port")]
    public void The_program_in_the_way_is_named(SocketError error, bool hasWindowsRules, string expected) => Assert.Contains(
        expected, ListenProblem.Explain(EndPoint, new SocketException((int)error), new PortHolder(812, "nginx"), hasWindowsRules), StringComparison.Ordinal);

    [Theory]
    [InlineData(SocketError.AccessDenied, true, "excludedportrange")]
    [InlineData(SocketError.AccessDenied, false, "a port above 1023")]
    [InlineData(SocketError.AddressAlreadyInUse, true, "another program listens there; set ListenPort")]
    [InlineData(SocketError.AddressNotAvailable, true, "does not have that address")]
    public void Without_a_known_program_the_error_is_explained(SocketError error, bool hasWindowsRules, string expected)
    {
        string message = ListenProblem.Explain(EndPoint, new SocketException((int)error), null, hasWindowsRules);
        Assert.Contains("192.0.2.10:8080", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_the_system_s_own_listener_the_tool_is_named_that_says_whose() => Assert.Contains(
        "netsh http show servicestate",
        ListenProblem.Explain(EndPoint, new SocketException((int)SocketError.AddressAlreadyInUse), new PortHolder(4, "System"), true),
        StringComparison.Ordinal);

    // 200 files and 1,000 ports are left to others; a tunnel has two sockets, one of them with a dynamic port, and for every sixteenth
    // there is one more for a second attempt to connect.
    [Theory]
    [InlineData(1024, null, 0, 378, 16)]
    [InlineData(20_000, null, 0, 9301, 198)]
    [InlineData(64, null, 0, 1, 16)]
    [InlineData(null, 16_384, 84, 14_344, 1000)]
    [InlineData(null, 55_000, 0, 53_000, 1000)]
    [InlineData(null, 255, 255, 1, 1000)]
    [InlineData(1024, 16_384, 84, 378, 16)]
    [InlineData(1_000_000, 16_384, 84, 14_344, 1000)]
    [InlineData(null, null, 0, SocketCapacity.Unlimited, 1000)]
    public void Files_and_ports_limit_the_tunnels(int? files, int? ports, int inUse, int tunnels, int refusals)
    {
        SocketCapacity capacity = SocketCapacity.Of(files, ports is { } count ? new DynamicPorts(count, inUse) : null);
        Assert.Equal((tunnels, refusals), (capacity.Tunnels, capacity.Refusals));
    }

    [Theory]
    [InlineData(1024, true, "open files")]
    [InlineData(null, true, "the 16384 dynamic ports of this computer, of which others have 84; 'netsh int ipv4 set dynamicport tcp")]
    [InlineData(null, false, "'sysctl net.ipv4.ip_local_port_range")]
    public void What_limits_is_said(int? files, bool hasWindowsRules, string expected) => Assert.Contains(
        expected, SocketCapacity.Of(files, new DynamicPorts(16_384, 84), hasWindowsRules).Reason, StringComparison.Ordinal);

    [Fact]
    public void Fewer_tunnels_than_there_can_be_are_not_limited()
    {
        SocketCapacity capacity = SocketCapacity.Of(null, new DynamicPorts(16_384, 84));
        var few = new GatewayConfiguration { Settings = new GatewaySettings { MaximumTunnels = 14_344 } };
        Assert.Same(few, capacity.Limit(few));
        Assert.Equal(14_344, capacity.Limit(new GatewayConfiguration { Settings = new GatewaySettings { MaximumTunnels = 14_345 } }).Settings.MaximumTunnels);
    }

    [Theory]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    [InlineData(SocketError.AddressAlreadyInUse)]
    [InlineData(SocketError.AddressNotAvailable)]
    public void To_be_out_of_ports_is_not_the_target_s_fault(SocketError error) => Assert.Contains(
        "no dynamic port left", ConnectError.Explain(new SocketException((int)error)), StringComparison.Ordinal);

    // .NET has the same error for EMFILE, the process's limit, and ENFILE, the computer's (socket(2)).
    [Fact]
    public void To_have_too_many_files_open_is_not_the_target_s_fault() => Assert.Equal(
        "the process or this computer has as many files and sockets open as it is allowed",
        ConnectError.Explain(new SocketException((int)SocketError.TooManyOpenSockets)));

    [Fact]
    public void Any_other_error_is_the_target_s() =>
        Assert.Equal("ConnectionRefused", ConnectError.Explain(new SocketException((int)SocketError.ConnectionRefused)));
}
