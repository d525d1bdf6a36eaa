using System.Runtime.InteropServices;

namespace OmsGateway.CustomActions.Windows.Native;

/// <summary>The table of TCP sockets, in iphlpapi.</summary>
internal static class TcpTableApi
{
    // Of winerror.h, ws2def.h and iprtrmib.h.
    public const uint ERROR_SUCCESS = 0;
    public const uint AF_INET = 2;
    public const uint AF_INET6 = 23;
    public const int TCP_TABLE_OWNER_PID_LISTENER = 3;

    [DllImport("iphlpapi", ExactSpelling = true)]
    public static extern uint GetExtendedTcpTable(
        byte[] table, ref uint size, [MarshalAs(UnmanagedType.Bool)] bool isSorted, uint family, int kind, uint reserved);
}
