using System.Globalization;
using System.Net;
using OmsGateway.Gateway.Listening;

namespace OmsGateway.Host.Ports;

/// <summary>Reads /proc, where there is one. Other users' processes are only named to root.</summary>
internal sealed class LinuxPorts : ISystemPorts
{
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";
    // States in hexadecimal (include/net/tcp_states.h of Linux).
    private const string Established = "01";
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    // proc(5): the columns of /proc/net/tcp.
    private const int AddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    public bool HasWindowsRules => false;

    public PortHolder? FindListener(IPEndPoint endPoint)
    {
        foreach (string file in Tables)
        {
            foreach (string[] row in Rows(file))
            {
                if (row[StateColumn] == Listening && SystemPorts.Meet(endPoint, ParseEndPoint(row[AddressColumn])))
                    return FindHolder(row[InodeColumn]);
            }
        }

        return null;
    }

    public DynamicPorts? ReadDynamicPorts()
    {
        if (!File.Exists(RangeFile)) return null;
        string[] words = File.ReadAllText(RangeFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int[] range = [.. words.Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        return new DynamicPorts(range[1] - range[0] + 1, UsedPorts().Count(p => p >= range[0] && p <= range[1]));
    }

    private static HashSet<int> UsedPorts()
    {
        try
        {
            return [.. Tables.SelectMany(Lines).Select(FindUsedPort)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then none is counted as taken; some are reserved for others in any case.
            return [];
        }
    }

    /// <summary>
    /// The local port of a row that has it for as long as it likes, or 0: a connection that is closing has its port for a minute or two, and a
    /// gateway that starts again behind a busy one finds tens of thousands of those.
    /// </summary>
    internal static int FindUsedPort(string row)
    {
        ReadOnlySpan<char> line = row;
        // One more than is read: the last one takes the rest of the row (MemoryExtensions.Split).
        Span<Range> columns = stackalloc Range[StateColumn + 2];
        if (line.Split(columns, ' ', StringSplitOptions.RemoveEmptyEntries) <= StateColumn) return 0;
        if (line[columns[StateColumn]] is not (Established or Listening)) return 0;
        ReadOnlySpan<char> local = line[columns[AddressColumn]];
        return int.TryParse(local[(local.IndexOf(':') + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int port) ? port : 0;
    }

    /// <summary>An endpoint as the kernel writes it: 32-bit words in the order of this machine, and the port.</summary>
    internal static IPEndPoint ParseEndPoint(string text)
    {
        string[] parts = text.Split(':');
        byte[] address = [.. Enumerable.Range(0, parts[0].Length / 8).SelectMany(
            i => BitConverter.GetBytes(uint.Parse(parts[0].AsSpan(i * 8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
        return new IPEndPoint(new IPAddress(address), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Lines(string file) => File.Exists(file) ? File.ReadLines(file).Skip(1) : [];

    private static IEnumerable<string[]> Rows(string file) =>
        Lines(file).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r.Length > InodeColumn);

    private static PortHolder FindHolder(string inode)
    {
        string socket = $"socket:[{inode}]";
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(d["/proc/".Length])))
        {
            try
            {
                if (Directory.EnumerateFiles($"{process}/fd").Any(f => new FileInfo(f).LinkTarget == socket))
                    return new PortHolder(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture), File.ReadAllText($"{process}/comm").Trim());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or belongs to somebody else.
            }
        }

        return new PortHolder();
    }
}
