using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>The CONNECT request to the proxy (RFC 9110 §9.3.6): the target and credentials, and nothing the client sent.</summary>
internal static class ConnectMessage
{
    /// <summary>The target in authority form, IPv6 addresses in brackets (RFC 9112 §3.2.3).</summary>
    public static string Authority(HostName target, int port) =>
        target.Address?.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[{target.Value}]:{port}")
            : string.Create(CultureInfo.InvariantCulture, $"{target.Value}:{port}");

    /// <summary>The request as sent.</summary>
    /// <param name="authority">What <see cref="Authority"/> returned, hence without any character that could end a line.</param>
    /// <param name="credentials">The value of Proxy-Authorization, or null for none.</param>
    public static byte[] Write(string authority, string? credentials)
    {
        string authorization = credentials is null ? "" : $"Proxy-Authorization: {credentials}\r\n";
        // HTTP/1.1 requires Host although it repeats the target (RFC 9112 §3.2).
        return Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n");
    }
}
