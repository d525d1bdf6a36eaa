using System.Net;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Settings;

/// <summary>
/// One valid, immutable set of the gateway's settings. Names, units, ranges and the reason for each default are in
/// <see cref="SettingDefinitions"/>, from which docs/settings.md is checked.
/// </summary>
public sealed record GatewaySettings
{
    /// <summary>TCP port the gateway listens on, 1 to 65535.</summary>
    public int ListenPort { get; init; } = 8080;

    /// <summary>Local address to listen on; null listens on every IPv4 and IPv6 address.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>The least severe event that is logged.</summary>
    public EventLevel LogLevel { get; init; } = EventLevel.Information;

    /// <summary>Whether events that repeat others are counted or written.</summary>
    public LogRepetitionMode LogRepetition { get; init; } = LogRepetitionMode.Summarize;

    /// <summary>Whether there is an access log.</summary>
    public AccessLogMode AccessLog { get; init; }

    /// <summary>What the files of the access log may take together, in megabytes of 1,000,000 bytes.</summary>
    public int AccessLogMegabytes { get; init; } = 1000;

    /// <summary>How many days a file of the access log is kept after its last line.</summary>
    public int AccessLogDays { get; init; } = 30;

    /// <summary>The syslog server that the access log is sent to, or null for none; whether it is written to files does not matter.</summary>
    public SyslogDestination? AccessLogSyslog { get; init; }

    /// <summary>After how many days without a tunnel a client or host of the inventory is forgotten; 0 for no inventory.</summary>
    public int InventoryDays { get; init; } = 180;

    /// <summary>After how many hours a regular client that was not seen is reported; 0 for never.</summary>
    public int SilentClientHours { get; init; }

    /// <summary>Whether hosts off the allow list are refused or only reported.</summary>
    public HostPolicyMode HostPolicy { get; init; } = HostPolicyMode.Enforce;

    /// <summary>Destination ports a client may ask for.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [443];

    /// <summary>Networks whose clients are served; empty for those of all networks.</summary>
    public NetworkSet AllowedClients { get; init; } = NetworkSet.Empty;

    /// <summary>Groups of clients that have lists of their own; no network is in two of them.</summary>
    public IReadOnlyList<ClientGroupSettings> Groups { get; init; } = [];

    /// <summary>Networks of load balancers that name their clients by the PROXY protocol.</summary>
    public NetworkSet ProxyProtocolSources { get; init; } = NetworkSet.Empty;

    /// <summary>Networks that may be dialled although <c>AddressPolicy</c> refuses them by default.</summary>
    public IReadOnlyList<IpNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Where the relay proxies are taken from.</summary>
    public RelayProxyMode RelayProxyMode { get; init; }

    /// <summary>What the operating system's settings say, where the relay proxies are taken from them; else null.</summary>
    public SystemProxy? SystemProxy { get; init; }

    /// <summary>The upstream HTTP proxy of the gateway's own settings, or null.</summary>
    public RelayProxySettings? RelayProxy { get; init; }

    /// <summary>Further upstream HTTP proxies, in the order in which they are tried; none of them has credentials of its own.</summary>
    public IReadOnlyList<RelayProxySettings> RelayProxyFallbacks { get; init; } = [];

    /// <summary>Whether the credentials of <see cref="RelayProxy"/> are for the proxies of <see cref="RelayProxyFallbacks"/> as well.</summary>
    public bool RelayProxyShareCredentials { get; init; }

    /// <summary>How the gateway may sign in to the relay proxy.</summary>
    public RelayProxySchemes RelayProxyAuthentication { get; init; }

    /// <summary>The targets that are dialled directly although there is a relay proxy.</summary>
    public ProxyBypass RelayProxyBypass { get; init; } = ProxyBypass.None;

    /// <summary>Time without a sign-in after the relay proxy has refused the credentials; it doubles with each further refusal.</summary>
    public TimeSpan RelayProxyPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The oldest TLS version a session may negotiate.</summary>
    public TlsVersion MinimumTlsVersion { get; init; } = TlsVersion.Tls10;

    /// <summary>Whether a ClientHello without a server name is refused.</summary>
    public bool RequireServerName { get; init; } = true;

    /// <summary>When client certificates are checked.</summary>
    public ClientCertificateMode ClientCertificates { get; init; } = ClientCertificateMode.WhenListed;

    /// <summary>Time a client has to send its whole request head.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time to resolve and reach the target, the relay proxy's answer included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time from the 200 reply until the TLS session is verified.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time without a byte in either direction after which a tunnel is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time open tunnels have to finish when the service stops.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Tunnels open at once, requests being read included.</summary>
    public int MaximumTunnels { get; init; } = 20_000;

    /// <summary>Tunnels open at once from one client address.</summary>
    public int MaximumTunnelsPerClient { get; init; } = 2_000;

    /// <summary>OTLP endpoint that the meter "OmsGateway" is exported to, or null for no export.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>TCP port on which the gateway tells of its health over HTTP, 1 to 65535; 0 for none.</summary>
    public int HealthPort { get; init; }

    /// <summary>Local address of <see cref="HealthPort"/>; null for 127.0.0.1.</summary>
    public IPAddress? HealthAddress { get; init; }

    /// <summary>Whether <see cref="AllowedClients"/> lets a client with this address in.</summary>
    public bool Serves(IPAddress client) => AllowedClients.Count == 0 || AllowedClients.Find(client) is not null;

    /// <summary>Whether there is any relay proxy.</summary>
    public bool HasRelayProxy => RelayProxyMode switch
    {
        RelayProxyMode.Off => false,
        RelayProxyMode.System => SystemProxy is { Proxies.Count: > 0 },
        _ => RelayProxy is not null,
    };

    /// <summary>Whether the way to a target leads through a relay proxy; else it is dialled directly.</summary>
    /// <param name="target">The target.</param>
    public bool IsRelayed(HostName target) => HasRelayProxy && !RelayProxyBypass.Contains(target) && !IsExceptedBySystem(target);

    /// <summary>Whether the operating system's settings, where they count, except a target from its proxies.</summary>
    /// <param name="target">The target.</param>
    public bool IsExceptedBySystem(HostName target) => RelayProxyMode == RelayProxyMode.System && SystemProxy?.Excepts(target) == true;

    /// <summary>The proxies of <see cref="RelayProxyFallbacks"/> but for one that repeats <see cref="RelayProxy"/>.</summary>
    internal IEnumerable<RelayProxySettings> OtherRelayProxies =>
        RelayProxyFallbacks.Where(other => (other.Host, other.Port) != (RelayProxy?.Host, RelayProxy?.Port));

    /// <summary>
    /// The relay proxies with the credentials that each may ask for, in the order in which they are tried and none of them twice; empty when
    /// the gateway connects directly.
    /// </summary>
    public IReadOnlyList<RelayProxySettings> ListRelayProxies()
    {
        if (!HasRelayProxy) return [];
        // The user name and password of the settings are for the proxy of the settings alone.
        if (RelayProxyMode == RelayProxyMode.System) return SystemProxy!.Proxies;
        RelayProxySettings first = RelayProxy!;
        return
        [
            first,
            .. OtherRelayProxies.Select(other => RelayProxyShareCredentials ? other with { UserName = first.UserName, Password = first.Password } : other),
        ];
    }
}

/// <summary>The upstream HTTP proxy and the credentials it may ask for.</summary>
public sealed record RelayProxySettings
{
    /// <summary>Host name or address of the proxy.</summary>
    public string Host { get; init; } = "";

    /// <summary>TCP port of the proxy, 1 to 65535.</summary>
    public int Port { get; init; } = 80;

    /// <summary>The proxy as <c>http://host:port</c>.</summary>
    public string Address => new ProxyAddress(Host, Port).ToString();

    /// <summary>User name for the proxy, possibly <c>DOMAIN\user</c>; null when it asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>Password in the clear, in memory only.</summary>
    public string? Password { get; init; }

    /// <summary>Shows everything but the password, so that no log can.</summary>
    public override string ToString() =>
        $"{Address}{(UserName is null ? "" : $" as {UserName}")}";
}
