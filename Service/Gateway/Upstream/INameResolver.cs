using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Gateway.Upstream;

/// <summary>Resolves host names; replaced in tests by a scripted one.</summary>
internal interface INameResolver
{
    /// <summary>The host's addresses in the order of preference (RFC 6724).</summary>
    /// <exception cref="SocketException">The name does not exist or the resolver fails.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel);
}

/// <summary>The operating system's resolver.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) => Dns.GetHostAddressesAsync(host, cancel);
}
