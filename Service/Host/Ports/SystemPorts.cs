using System.Net;
using OmsGateway.Gateway.Listening;

namespace OmsGateway.Host.Ports;

/// <summary>The ports of this computer.</summary>
internal static class SystemPorts
{
    public static ISystemPorts Create() => OperatingSystem.IsWindows() ? new WindowsPorts() : new LinuxPorts();

    /// <summary>Whether two listeners would be in each other's way.</summary>
    internal static bool Meet(IPEndPoint one, IPEndPoint other) =>
        one.Port == other.Port && (IsWildcard(one.Address) || IsWildcard(other.Address) || Plain(one.Address).Equals(Plain(other.Address)));

    private static bool IsWildcard(IPAddress address) => Plain(address).Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
