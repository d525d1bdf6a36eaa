using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.RelayProxy.Health;

namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>What the gateway has learnt of one relay proxy; it is forgotten when the proxy's settings change.</summary>
/// <param name="settings">The proxy and its credentials.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="findCanonicalName">Stands in for DNS in a test.</param>
/// <param name="shared">The credentials, where other proxies are told them as well; else null.</param>
internal sealed class RelayProxyState(
    RelayProxySettings settings, TimeProvider time, Func<string, Task<string>>? findCanonicalName = null, SharedCredentials? shared = null)
{
    // A proxy is seldom renamed, and each look-up would hold up a tunnel.
    private static readonly TimeSpan NameLifetime = TimeSpan.FromMinutes(5);

    private readonly Func<string, Task<string>> _findCanonicalName = findCanonicalName ?? AskDnsAsync;
    private readonly Lock _lock = new();
    private Task<string>? _asking;
    private KnownName? _name;
    private volatile bool _offersMoreThanBasic;

    /// <summary>The proxy and its credentials.</summary>
    public RelayProxySettings Settings => settings;

    /// <summary>The proxy as <c>http://host:port</c>.</summary>
    public string Address => settings.Address;

    /// <summary>Whether it gives tunnels.</summary>
    public RelayProxyHealth Health { get; } = new(time);

    /// <summary>Which of its failures are written to the log.</summary>
    public FailureEvents Failures { get; } = new(time);

    /// <summary>The credentials, where there are any.</summary>
    public SharedCredentials? Shared => shared;

    /// <summary>Who may sign in.</summary>
    public ProxySignIn SignIn { get; } = new(time, shared);

    /// <summary>
    /// Whether the proxy has ever offered Negotiate or NTLM. It stays, because anyone between the gateway and the proxy could
    /// leave them out to be given the password.
    /// </summary>
    public bool OffersMoreThanBasic
    {
        get => _offersMoreThanBasic;
        set => _offersMoreThanBasic |= value;
    }

    /// <summary>
    /// The name that a ticket for the proxy is asked for: its canonical one, as browsers and SocketsHttpHandler ask (an alias has no
    /// service principal), or the configured one where DNS does not help.
    /// </summary>
    public async ValueTask<string> FindNameAsync(CancellationToken cancel)
    {
        if (IpLiteral.TryParse(settings.Host, out _)) return settings.Host;
        if (_name is { } known && time.GetElapsedTime(known.At) < NameLifetime) return known.Name;
        string name = settings.Host;
        try
        {
            string canonical = await AskOnce().WaitAsync(cancel).ConfigureAwait(false);
            if (canonical.Length > 0) name = canonical.TrimEnd('.');
        }
        catch (SocketException)
        {
            // Without DNS there would be no connection either, unless a hosts file knows the proxy.
        }

        _name = new KnownName(name, time.GetTimestamp());
        return name;
    }

    // Others that need the name meanwhile wait for the same answer: a name server that is silent must hold one thread, not one per tunnel.
    private Task<string> AskOnce()
    {
        lock (_lock) return _asking is { IsCompleted: false } ? _asking : _asking = _findCanonicalName(settings.Host);
    }

    // On a thread of its own, as the look-ups of CachingNameResolver.
    private static Task<string> AskDnsAsync(string host) => Task.Factory.StartNew(
#pragma warning disable RS0030 // It asks for a name to sign in with; nothing connects to it.
        static host => Dns.GetHostEntry((string)host!).HostName, host, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
#pragma warning restore RS0030

    private sealed record KnownName(string Name, long At);
}
