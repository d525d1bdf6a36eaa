using System.Net;
using System.Net.NetworkInformation;
using OmsGateway.Gateway.Listening;

namespace OmsGateway.Host.Ports;

/// <summary>The ports of this computer.</summary>
internal static class SystemPorts
{
    public static ISystemPorts Create() => OperatingSystem.IsWindows() ? new WindowsPorts() : new LinuxPorts();

    /// <summary>Whether two listeners would be in each other's way.</summary>
    internal static bool Meet(IPEndPoint one, IPEndPoint other) =>
        one.Port == other.Port && (IsWildcard(one.Address) || IsWildcard(other.Address) || Plain(one.Address).Equals(Plain(other.Address)));

    /// <summary>A range of ports with the number of those that are in use now.</summary>
    internal static DynamicPorts Count(int first, int count)
    {
        var used = new HashSet<int>();
        try
        {
            // A connection that is closing has its port for a minute or two, not for as long as the gateway runs.
            IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
            used.UnionWith(properties.GetActiveTcpConnections().Where(c => c.State == TcpState.Established).Select(c => c.LocalEndPoint.Port));
            used.UnionWith(properties.GetActiveTcpListeners().Select(l => l.Port));
        }
        catch (Exception e) when (e is NetworkInformationException or IOException or UnauthorizedAccessException)
        {
            // Then none is counted; some are left for others in any case.
        }

        return new DynamicPorts(count, used.Count(p => p >= first && p < first + count));
    }

    private static bool IsWildcard(IPAddress address) => Plain(address).Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
