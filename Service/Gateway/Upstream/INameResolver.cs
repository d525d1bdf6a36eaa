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
    /// <inheritdoc/>
    /// <remarks>
    /// On a thread of its own: on Linux a look-up occupies its thread until the name servers have answered or not, and the pool's
    /// threads are for tunnels. <see cref="CachingNameResolver"/> bounds how many there are.
    /// </remarks>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) => Task.Factory.StartNew(
#pragma warning disable RS0030 // This is the resolver that everything else uses.
        static host => Dns.GetHostAddresses((string)host!), host, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
#pragma warning restore RS0030
}
