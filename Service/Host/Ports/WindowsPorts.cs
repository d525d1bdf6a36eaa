using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;
using OmsGateway.Gateway.Listening;
using OmsGateway.Host.Native;

namespace OmsGateway.Host.Ports;

/// <summary>Asks Windows: iphlpapi for listeners, and netsh for the dynamic ports, which no function of Windows' interface tells.</summary>
internal sealed partial class WindowsPorts : ISystemPorts
{
    // What Windows has since Vista unless an administrator changes it (IANA's dynamic ports).
    private const int DefaultFirst = 49152;
    private const int DefaultCount = 16384;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public bool HasWindowsRules => true;

    public PortHolder? FindListener(IPEndPoint endPoint)
    {
        foreach ((IPEndPoint other, int processId) in IpHelperApi.ReadListeners())
        {
            if (SystemPorts.Meet(endPoint, other)) return new PortHolder(processId, FindName(processId));
        }

        return null;
    }

    public DynamicPorts? ReadDynamicPorts()
    {
        (int first, int count) = ParseRange(ReadNetsh()) ?? (DefaultFirst, DefaultCount);
        return new DynamicPorts(count, UsedPorts().Count(p => p >= first && p < first + count));
    }

    /// <summary>
    /// Takes the two numbers out of what <c>netsh int ipv4 show dynamicport tcp</c> writes, whose words are in the language of Windows:
    /// <c>Start Port      : 49152</c> and <c>Number of Ports : 16384</c>.
    /// </summary>
    internal static (int First, int Count)? ParseRange(string output)
    {
        int[] numbers = [.. NumberAtEnd().Matches(output).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
        return numbers is [>= 1 and <= 65535 and var first, >= 1 and var count] && first + count <= 65536 ? (first, count) : null;
    }

    private static string ReadNetsh()
    {
        try
        {
            string path = Path.Combine(Environment.SystemDirectory, "netsh.exe");
#pragma warning disable RS0030 // Windows' own program by its full path, with constant arguments.
            using Process netsh = Process.Start(new ProcessStartInfo(path, ["int", "ipv4", "show", "dynamicport", "tcp"])
            {
                RedirectStandardOutput = true,
                CreateNoWindow = true,
            })!;
#pragma warning restore RS0030
            Task<string> output = netsh.StandardOutput.ReadToEndAsync();
            if (output.Wait(Limit)) return output.Result;
            netsh.Kill();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or AggregateException)
        {
            // Without an answer Windows' default is assumed.
        }

        return "";
    }

    private static string? FindName(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.ProcessName;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@":\s*(\d{1,5})\s*$", RegexOptions.Multiline)]
    private static partial Regex NumberAtEnd();

    private static HashSet<int> UsedPorts()
    {
        try
        {
            // A connection that is closing has its port for a minute or two, not for as long as the gateway runs.
            IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
            return
            [
                .. properties.GetActiveTcpConnections().Where(c => c.State == TcpState.Established).Select(c => c.LocalEndPoint.Port),
                .. properties.GetActiveTcpListeners().Select(l => l.Port),
            ];
        }
        catch (NetworkInformationException)
        {
            // Then none is counted as taken; some are reserved for others in any case.
            return [];
        }
    }
}
