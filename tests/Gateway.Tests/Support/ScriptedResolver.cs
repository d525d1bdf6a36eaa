using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>Resolves what a test tells it, and counts.</summary>
internal sealed class ScriptedResolver : INameResolver
{
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task<IPAddress[]>>> _answers = new();
    private int _lookUps;

    public int LookUps => Volatile.Read(ref _lookUps);

    public ScriptedResolver Set(string host, params string[] addresses) =>
        Set(host, _ => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)));

    public ScriptedResolver Set(string host, Func<CancellationToken, Task<IPAddress[]>> answer)
    {
        _answers[host] = answer;
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        Interlocked.Increment(ref _lookUps);
        return _answers.TryGetValue(host, out Func<CancellationToken, Task<IPAddress[]>>? answer)
            ? answer(cancel)
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
