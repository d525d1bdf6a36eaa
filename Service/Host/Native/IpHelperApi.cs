using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace OmsGateway.Host.Native;

/// <summary>The table of TCP listeners, in iphlpapi.</summary>
internal static unsafe partial class IpHelperApi
{
    // Windows' numbers (ws2def.h): Linux has another one for IPv6.
    public const uint AF_INET = 2;
    public const uint AF_INET6 = 23;

    private const uint ERROR_INSUFFICIENT_BUFFER = 122;
    private const int TCP_TABLE_OWNER_PID_LISTENER = 3;

    // The table may grow between asking for its size and reading it.
    private const int Tries = 4;

    /// <summary>Every TCP listener of the computer with its process; empty when Windows does not tell.</summary>
    public static IEnumerable<(IPEndPoint EndPoint, int ProcessId)> ReadListeners() =>
        [.. Parse(Read(AF_INET), AF_INET), .. Parse(Read(AF_INET6), AF_INET6)];

    /// <summary>
    /// Reads a MIB_TCPTABLE_OWNER_PID or MIB_TCP6TABLE_OWNER_PID: the number of rows, then the rows (ns-tcpmib-mib_tcprow_owner_pid,
    /// ns-tcpmib-mib_tcp6row_owner_pid). Ports are in network byte order.
    /// </summary>
    internal static List<(IPEndPoint EndPoint, int ProcessId)> Parse(ReadOnlySpan<byte> table, uint family)
    {
        (int rowSize, int address, int addressLength, int port, int process) = family == AF_INET ? (24, 4, 4, 8, 20) : (56, 0, 16, 20, 52);
        var listeners = new List<(IPEndPoint, int)>();
        for (ReadOnlySpan<byte> rest = table.Length < sizeof(uint) ? [] : table[sizeof(uint)..]; rest.Length >= rowSize; rest = rest[rowSize..])
        {
            if (listeners.Count == BinaryPrimitives.ReadUInt32LittleEndian(table)) break;
            listeners.Add((
                new IPEndPoint(new IPAddress(rest.Slice(address, addressLength)), BinaryPrimitives.ReadUInt16BigEndian(rest[port..])),
                BinaryPrimitives.ReadInt32LittleEndian(rest[process..])));
        }

        return listeners;
    }

    private static byte[] Read(uint family)
    {
        byte[] table = [];
        uint size = 0;
        for (int i = 0; i < Tries; i++)
        {
            uint error;
            fixed (byte* start = table) error = GetExtendedTcpTable(start, &size, false, family, TCP_TABLE_OWNER_PID_LISTENER, 0);
            if (error == 0) return table;
            if (error != ERROR_INSUFFICIENT_BUFFER) return [];
            table = new byte[size];
        }

        return [];
    }

    [LibraryImport("iphlpapi")]
    private static partial uint GetExtendedTcpTable(
        byte* table, uint* size, [MarshalAs(UnmanagedType.Bool)] bool isOrdered, uint family, int tableClass, uint reserved);
}
