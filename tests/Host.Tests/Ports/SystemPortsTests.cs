using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Listening;
using OmsGateway.Host.Native;
using OmsGateway.Host.Ports;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Ports;

/// <summary>What each system says of its ports. The Windows answers are those of its documentation.</summary>
public sealed class SystemPortsTests
{
    [UnixTheory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "::", true)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("::1", "::1", true)]
    public void The_listener_in_the_way_is_found_with_its_process(string listens, string wanted, bool isInTheWay)
    {
        using var other = new TcpListener(IPAddress.Parse(listens), 0);
        other.Start();
        var endPoint = new IPEndPoint(IPAddress.Parse(wanted), ((IPEndPoint)other.LocalEndpoint).Port);

        PortHolder? holder = new LinuxPorts().FindListener(endPoint);

        Assert.Equal(isInTheWay ? (int?)Environment.ProcessId : null, holder?.ProcessId);
        if (isInTheWay) Assert.Equal(File.ReadAllText("/proc/self/comm").Trim(), holder!.Name);
    }

    [UnixFact]
    public void A_port_that_nobody_listens_on_has_no_holder() =>
        Assert.Null(new LinuxPorts().FindListener(new IPEndPoint(IPAddress.Loopback, RunningGateway.FreePort())));

    [UnixFact]
    public async Task The_dynamic_ports_are_the_kernel_s()
    {
        DynamicPorts? ports = new LinuxPorts().ReadDynamicPorts();
        ProgramResult range = await ProgramRunner.RunAsync(
            "/bin/sh", ["-c", "set -- $(cat /proc/sys/net/ipv4/ip_local_port_range); echo $(($2 - $1 + 1))"]);
        Assert.Equal(range.Output.Trim(), $"{ports!.Count}");
        Assert.InRange(ports.InUse, 0, ports.Count);
    }

    [UnixFact]
    public void A_port_that_somebody_listens_on_is_in_use()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        foreach (TcpListener listener in (TcpListener[])[one, other]) listener.Start();
        int[] ports = [.. File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Select(LinuxPorts.FindUsedPort)];
        Assert.Contains(((IPEndPoint)one.LocalEndpoint).Port, ports);
        Assert.Contains(((IPEndPoint)other.LocalEndpoint).Port, ports);
        Assert.True(new LinuxPorts().ReadDynamicPorts()!.InUse >= 2);
    }

    // Rows of Linux 6.1: established, listening, in TIME-WAIT, the heading.
    [Theory]
    [InlineData("   3: 0100007F:A1B2 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 41234 1 0000000000000000 20 4 30 10 -1", 0xA1B2)]
    [InlineData("   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41230 1 0000000000000000 100 0 0 10 0", 0x1F90)]
    [InlineData("  17: 0100007F:A1B4 0100007F:1F90 06 00000000:00000000 03:00000C5A 00000000     0        0 0 3 0000000000000000", 0)]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode", 0)]
    [InlineData("", 0)]
    public void A_connection_that_is_closing_does_not_count_and_costs_no_memory(string row, int port)
    {
        Assert.Equal(port, LinuxPorts.FindUsedPort(row));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) LinuxPorts.FindUsedPort(row);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // proc(5): the kernel writes the words of an address in the order of the machine.
    [Theory]
    [InlineData("0100007F:1F90", "127.0.0.1:8080")]
    [InlineData("00000000000000000000000001000000:01BB", "[::1]:443")]
    public void The_kernel_s_endpoints_are_read(string text, string expected) =>
        Assert.Equal(IPEndPoint.Parse(expected), LinuxPorts.ParseEndPoint(text));

    // As Windows writes it in English (learn.microsoft.com, "Troubleshoot port exhaustion issues") and in French.
    [Theory]
    [InlineData("\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n\r\n",
        49152, 16384)]
    [InlineData("\nPlage de ports dynamique du protocole tcp\n---------------------------------\nPort de démarrage   : 10000\nNombre de ports     : 55000\n",
        10000, 55000)]
    public void Netsh_s_answer_is_read_in_any_language(string output, int first, int count) =>
        Assert.Equal((first, count), WindowsPorts.ParseRange(output));

    [Theory]
    [InlineData("")]
    [InlineData("The following command was not found: int ipv4 show dynamicport tcp.\r\n")]
    [InlineData("Start Port      : 49152\r\n")]
    [InlineData("Start Port      : 49152\r\nNumber of Ports : 65535\r\n")]
    [InlineData("Start Port      : 0\r\nNumber of Ports : 0\r\n")]
    public void An_answer_that_is_none_is_not_taken_for_one(string output) => Assert.Null(WindowsPorts.ParseRange(output));

    // ns-tcpmib-mib_tcprow_owner_pid: state, address, port, address, port, process.
    [Fact]
    public void The_table_of_listeners_of_Windows_is_read() => Assert.Equal(
        [(IPEndPoint.Parse("10.1.2.3:8080"), 812), (IPEndPoint.Parse("0.0.0.0:135"), 4)],
        IpHelperApi.Parse(
            Table(2, [2, 0, 0, 0, 10, 1, 2, 3, 0x1F, 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x2C, 3, 0, 0],
                [2, 0, 0, 0, 0, 0, 0, 0, 0, 135, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0], new byte[24]),
            IpHelperApi.AF_INET));

    // ns-tcpmib-mib_tcp6row_owner_pid: address, scope, port, address, scope, port, state, process.
    [Fact]
    public void The_table_of_listeners_of_Windows_on_IPv6_is_read() => Assert.Equal(
        [(IPEndPoint.Parse("[::1]:8080"), 812)],
        IpHelperApi.Parse(
            Table(1, [.. IPAddress.IPv6Loopback.GetAddressBytes(), 0, 0, 0, 0, 0x1F, 0x90, 0, 0, .. new byte[24], 2, 0, 0, 0, 0x2C, 3, 0, 0]),
            IpHelperApi.AF_INET6));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 9, 0, 0, 0, 1, 2, 3 })]
    public void A_truncated_table_has_no_rows(byte[] table) => Assert.Empty(IpHelperApi.Parse(table, IpHelperApi.AF_INET));

    private static byte[] Table(byte count, params byte[][] rows) => [count, 0, 0, 0, .. rows.SelectMany(r => r)];
}
