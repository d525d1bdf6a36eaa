using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.RelayProxy.SignIn;

/// <summary>What the gateway has learnt of one relay proxy; it is forgotten when the proxy's settings change.</summary>
/// <param name="settings">The proxy and its credentials.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="findCanonicalName">Stands in for DNS in a test.</param>
internal sealed class RelayProxyState(
    RelayProxySettings settings, TimeProvider time, Func<string, CancellationToken, Task<string>>? findCanonicalName = null)
{
    // A proxy is seldom renamed, and each look-up would hold up a tunnel.
    private static readonly TimeSpan NameLifetime = TimeSpan.FromMinutes(5);

    private readonly Func<string, CancellationToken, Task<string>> _findCanonicalName = findCanonicalName ?? AskDnsAsync;
    private KnownName? _name;
    private volatile bool _offersMoreThanBasic;

    /// <summary>Who may sign in.</summary>
    public ProxySignIn SignIn { get; } = new(time);

    /// <summary>
    /// Whether the proxy has ever offered Negotiate or NTLM. It stays, because whoever gets between the gateway and the proxy could
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
            string canonical = await _findCanonicalName(settings.Host, cancel).WaitAsync(cancel).ConfigureAwait(false);
            if (canonical.Length > 0) name = canonical.TrimEnd('.');
        }
        catch (SocketException)
        {
            // Without DNS there would be no connection either, unless a hosts file knows the proxy.
        }

        _name = new KnownName(name, time.GetTimestamp());
        return name;
    }

    private static async Task<string> AskDnsAsync(string host, CancellationToken cancel) =>
        (await Dns.GetHostEntryAsync(host, cancel).ConfigureAwait(false)).HostName;

    private sealed record KnownName(string Name, long At);
}
