using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Tries a port as the service's listener binds it, and asks GetExtendedTcpTable whose it is.</summary>
internal sealed class TcpPorts : IPorts
{
    // Larger than any machine's table of listeners; one that grows meanwhile is asked for again.
    private const uint FirstSize = 32 * 1024;
    private const uint MaximumSize = 16 * 1024 * 1024;

    public PortState Probe(int port, IPAddress? address)
    {
        IPAddress bound = address ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
        try
        {
            using var socket = new Socket(bound.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (bound.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            // Otherwise Windows binds all addresses although another socket has the port on one of them ("Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE").
            socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(bound, port));
            return PortState.Free;
        }
        catch (SocketException e)
        {
            // Another error, such as an address that the machine does not have now, says nothing of the port.
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => PortState.InUse,
                SocketError.AccessDenied => PortState.Reserved,
                _ => PortState.Free,
            };
        }
    }

    public IReadOnlyList<PortOwner> Listeners(int port)
    {
        // MIB_TCPROW_OWNER_PID: state, local address and port, remote address and port, process; MIB_TCP6ROW_OWNER_PID: local address
        // of 16 bytes, its scope and port, the same of the remote end, state, process.
        IEnumerable<int> processes = Read(TcpTableApi.AF_INET, size: 24, portAt: 8, processAt: 20, port)
            .Concat(Read(TcpTableApi.AF_INET6, size: 56, portAt: 20, processAt: 52, port));
        return [.. processes.Distinct().Select(id => new PortOwner(id, Name(id)))];
    }

    private static IEnumerable<int> Read(uint family, int size, int portAt, int processAt, int port)
    {
        byte[] table = Table(family);
        int count = table.Length < sizeof(int) ? 0 : BitConverter.ToInt32(table, 0);
        for (int at = sizeof(int); count > 0 && at + size <= table.Length; count--, at += size)
        {
            // In network byte order.
            if ((table[at + portAt] << 8 | table[at + portAt + 1]) == port) yield return BitConverter.ToInt32(table, at + processAt);
        }
    }

    private static byte[] Table(uint family)
    {
        for (uint size = FirstSize; size <= MaximumSize; size *= 2)
        {
            var table = new byte[size];
            uint needed = size;
            if (TcpTableApi.GetExtendedTcpTable(table, ref needed, isSorted: false, family, TcpTableApi.TCP_TABLE_OWNER_PID_LISTENER, 0)
                == TcpTableApi.ERROR_SUCCESS) return table;
        }

        return [];
    }

    private static string Name(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return processId == 0 ? "" : process.ProcessName;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return "";
        }
    }
}
