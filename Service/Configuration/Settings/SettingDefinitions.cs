using System.Globalization;
using System.Net;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.Settings;

/// <summary>The table of settings: reading, writing, validation and docs/settings.md all follow it.</summary>
public static class SettingDefinitions
{
    private static readonly ChoiceValues<EventLevel> Levels = new(
        ("Debug", EventLevel.Debug), ("Information", EventLevel.Information), ("Warning", EventLevel.Warning),
        // The names the original's log used.
        ("Error", EventLevel.Error), ("Info", EventLevel.Information), ("Warn", EventLevel.Warning));

    private static readonly ChoiceValues<AccessLogMode> AccessLogs = new(("Off", AccessLogMode.Off), ("File", AccessLogMode.File));

    private static readonly ChoiceValues<LogRepetitionMode> Repetitions = new(
        ("Summarize", LogRepetitionMode.Summarize), ("Each", LogRepetitionMode.Each));

    private static readonly ChoiceValues<ClientCertificateMode> CertificateModes = new(
        ("WhenListed", ClientCertificateMode.WhenListed), ("Required", ClientCertificateMode.Required),
        ("Ignored", ClientCertificateMode.Ignored));

    private static readonly ChoiceValues<TlsVersion> TlsVersions = new(
        ("1.0", TlsVersion.Tls10), ("1.1", TlsVersion.Tls11), ("1.2", TlsVersion.Tls12), ("1.3", TlsVersion.Tls13));

    private const string Networks = "networks in CIDR notation or single addresses, separated by spaces or commas; or nothing";

    /// <summary>The words for what becomes of hosts off the list.</summary>
    internal static ChoiceValues<HostPolicyMode> HostPolicies { get; } = new(
        ("Enforce", HostPolicyMode.Enforce), ("ReportOnly", HostPolicyMode.ReportOnly));

    /// <summary>The port, which setup's firewall rule goes with.</summary>
    internal static SettingDefinition ListenPort { get; } =
        Integer("ListenPort", "TCP port number", 1, 65535, s => s.ListenPort, (s, v) => s with { ListenPort = v }, "3128",
            "TCP port the gateway listens on. Setup opens it in Windows Firewall; its rule OMS Gateway follows the port when setup, a cmdlet or "
            + "the command line changes it. Enter the port in the agents' proxy setting.", what: "a TCP port");

    /// <summary>What becomes of hosts off the list.</summary>
    internal static SettingDefinition HostPolicy { get; } =
        Choice("HostPolicy", HostPolicies, s => s.HostPolicy, (s, v) => s with { HostPolicy = v }, "ReportOnly",
            "Enforce refuses a host that is not on the allow list. ReportOnly lets it pass and writes event 105; use it while you learn which "
            + "hosts to list. Ports, addresses and TLS are checked either way.");

    /// <summary>The port of health checks and metrics, which must be another than <see cref="ListenPort"/>.</summary>
    internal static SettingDefinition HealthPort { get; } =
        Integer("HealthPort", "TCP port number", 0, 65535, s => s.HealthPort, (s, v) => s with { HealthPort = v }, "9180",
            "TCP port on which the gateway answers HTTP requests for /healthz and /readyz, for load balancers, and for /metrics, for Prometheus. "
            + "0: none. It must differ from ListenPort.", what: "a TCP port");

    /// <summary>Every setting, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        ListenPort,
        new SettingDefinition<IPAddress?>("ListenAddress", SettingKind.Address,
            "Local address to listen on. Empty: every IPv4 and IPv6 address of the machine.")
        {
            Reader = NetworkValues.Address, Get = s => s.ListenAddress, Put = (s, v) => s with { ListenAddress = v },
            Writer = v => v?.ToString() ?? "", AcceptedValues = "an IPv4 or IPv6 address of this machine, without brackets; or nothing",
            ExampleValue = "192.0.2.10",
        },
        new SettingDefinition<NetworkSet>("AllowedClients", SettingKind.NetworkList,
            "Networks of the computers that may use the gateway. A connection from elsewhere is closed before a byte of it is read, and event 105 "
            + "names its address. An agent on the gateway's own computer connects from 127.0.0.0/8, ::1 or an address of that computer. Agents "
            + "behind a load balancer that hides their addresses connect from the balancer's. List these addresses too. For a connection from "
            + "ProxyProtocolSources the named client is checked. Empty: all networks.")
        {
            Reader = NetworkValues.NetworkSet, Get = s => s.AllowedClients, Put = (s, v) => s with { AllowedClients = v },
            Writer = Words, AcceptedValues = Networks, ExampleValue = "10.0.0.0/8 192.168.20.0/24 127.0.0.0/8 ::1/128",
        },
        new SettingDefinition<NetworkSet>("ProxyProtocolSources", SettingKind.NetworkList,
            "Networks of load balancers that write the PROXY protocol (version 1 or 2) before their clients' bytes. Events, limits and "
            + "AllowedClients then use the client that the balancer names. Each balancer listed here must write it for every client; otherwise a "
            + "client could write it itself and pass for another. The balancer's own health checks need no header. Empty: no header is accepted.")
        {
            Reader = NetworkValues.NetworkSet, Get = s => s.ProxyProtocolSources, Put = (s, v) => s with { ProxyProtocolSources = v },
            Writer = Words, AcceptedValues = Networks, ExampleValue = "10.0.0.10/32 10.0.0.11/32",
        },
        Choice("LogLevel", Levels, s => s.LogLevel, (s, v) => s with { LogLevel = v }, "Warning",
            "The least severe event that is written to the event log. Debug adds event 200 at the end of each tunnel, and writes repetitions one "
            + "by one."),
        Choice("LogRepetition", Repetitions, s => s.LogRepetition, (s, v) => s with { LogRepetition = v }, "Each",
            "Summarize writes an event at once when a client asks for a host, or is refused for a reason, for the first time. Repetitions are "
            + "counted, and every half hour one event with the same id and wording has their number. Each writes every event."),
        Choice("AccessLog", AccessLogs, s => s.AccessLog, (s, v) => s with { AccessLog = v }, "File",
            "File writes a line of JSON for each closed connection to `access/access.jsonl` in the gateway's own folder, `State` or "
            + "/var/lib/oms-gateway; the guide describes the fields. Off writes none."),
        Integer("AccessLogMegabytes", "megabytes", 10, 1_000_000, s => s.AccessLogMegabytes, (s, v) => s with { AccessLogMegabytes = v }, "20000",
            "Space that the files of the access log may take together, in megabytes of 1,000,000 bytes. A file takes a tenth of it; the oldest are "
            + "deleted."),
        Integer("AccessLogDays", "days", 1, 3650, s => s.AccessLogDays, (s, v) => s with { AccessLogDays = v }, "365",
            "Days for which a file of the access log is kept. A new file is begun every day, and old ones are deleted then."),
        new SettingDefinition<SyslogDestination?>("AccessLogSyslog", SettingKind.SyslogDestination,
            "Syslog server (RFC 5424) that gets a message for each closed connection, whether or not AccessLog writes files. Its text is the same "
            + "line of JSON. The certificate of a `syslog+tls` server must be valid for the host and come from an authority that the gateway's "
            + "computer trusts; UDP and TCP send in clear text. The guide has an example. Empty: nothing is sent.")
        {
            Reader = SyslogValues.Destination, Get = s => s.AccessLogSyslog, Put = (s, v) => s with { AccessLogSyslog = v },
            Writer = v => v?.ToString() ?? "", AcceptedValues = $"{SyslogValues.Forms}; {SyslogValues.DefaultPorts}; or nothing",
            ExampleValue = "syslog+tls://siem.contoso.com:6514", Redact = ProxyAddress.Redact,
        },
        Integer("InventoryDays", "days", 0, 3650, s => s.InventoryDays, (s, v) => s with { InventoryDays = v }, "400",
            "Days for which the gateway remembers a client or host that it no longer sees: addresses, times, tunnels, bytes, and which hosts a "
            + "client last used. `clients` and `hosts usage` show them. 0 keeps no inventory and permanently deletes the existing one within a "
            + "minute."),
        Integer("SilentClientHours", "hours", 0, 8760, s => s.SilentClientHours, (s, v) => s with { SilentClientHours = v }, "72",
            "Hours without a sign of a client after which event 100 reports it, if it had been seen on five of its last seven days. Each client is "
            + "reported once, until it is regular again; time before the gateway's start does not count. 0 reports none. Needs InventoryDays."),
        HostPolicy,
        new SettingDefinition<IReadOnlyList<int>>("AllowedPorts", SettingKind.PortList,
            "Destination ports that clients may ask for.")
        {
            Reader = NetworkValues.Ports, Get = s => s.AllowedPorts, Put = (s, v) => s with { AllowedPorts = v },
            Writer = v => string.Join(" ", v.Select(p => p.ToString(CultureInfo.InvariantCulture))), UnitName = "TCP port numbers",
            AcceptedValues = "one or more whole numbers from 1 to 65535, separated by spaces or commas", ExampleValue = "443 8443",
        },
        new SettingDefinition<IReadOnlyList<IpNetwork>>("AllowedNetworks", SettingKind.NetworkList,
            "Networks that clients may reach although the gateway refuses them by default: loopback, link-local and cloud metadata, multicast and "
            + "unspecified. The gateway's own port is always refused. Private networks such as 10.0.0.0/8 need no entry.")
        {
            Reader = NetworkValues.Networks, Get = s => s.AllowedNetworks, Put = (s, v) => s with { AllowedNetworks = v },
            Writer = Words, AcceptedValues = Networks,
            ExampleValue = "127.0.0.0/8 ::1/128",
        },
        RelayProxyDefinitions.Mode,
        RelayProxyDefinitions.Address,
        RelayProxyDefinitions.UserName,
        RelayProxyDefinitions.Password,
        RelayProxyDefinitions.Fallbacks,
        RelayProxyDefinitions.ShareCredentials,
        RelayProxyDefinitions.Authentication,
        RelayProxyDefinitions.Bypass,
        Integer("RelayProxyPauseMinutes", "minutes", 1, 1440, s => (int)s.RelayProxyPause.TotalMinutes,
            (s, v) => s with { RelayProxyPause = TimeSpan.FromMinutes(v) }, "30",
            "Pause without a sign-in after the relay proxy has refused the gateway's user name and password. It doubles with each further refusal, "
            + "up to four times its length. Until it is over, or one of the proxy's settings changes, tunnels that need a sign-in are refused at "
            + "once. Event 403 reports the beginning."),
        Choice("MinimumTlsVersion", TlsVersions, s => s.MinimumTlsVersion, (s, v) => s with { MinimumTlsVersion = v }, "1.2",
            "The oldest TLS version a session may negotiate. SSL is always refused. Below 1.2 there is a warning at every start."),
        Boolean("RequireServerName", s => s.RequireServerName, (s, v) => s with { RequireServerName = v },
            "Whether a TLS session that names no server (SNI) is refused. A name other than the requested host is always refused."),
        Choice("ClientCertificates", CertificateModes, s => s.ClientCertificates, (s, v) => s with { ClientCertificates = v }, "Required",
            "WhenListed checks a client certificate that can be seen, once a subject is listed or a workspace was discovered. Required refuses "
            + "every session that shows none, including all TLS 1.3 and resumed sessions, because they hide it. Ignored checks none."),
        Seconds("RequestTimeoutSeconds", 1, 300, s => s.RequestTimeout, (s, v) => s with { RequestTimeout = v }, "30",
            "Time a client has to send its whole CONNECT request, from when its connection was accepted."),
        Seconds("ConnectTimeoutSeconds", 1, 300, s => s.ConnectTimeout, (s, v) => s with { ConnectTimeout = v }, "30",
            "Time to resolve and reach the target, or to get the relay proxy's answer."),
        Seconds("HandshakeTimeoutSeconds", 1, 300, s => s.HandshakeTimeout, (s, v) => s with { HandshakeTimeout = v }, "60",
            "Time from the gateway's 200 reply until the TLS session is verified."),
        Seconds("IdleTimeoutSeconds", 10, 86400, s => s.IdleTimeout, (s, v) => s with { IdleTimeout = v }, "1800",
            "Time without a byte in either direction after which a tunnel is closed."),
        Seconds("DrainTimeoutSeconds", 0, 25, s => s.DrainTimeout, (s, v) => s with { DrainTimeout = v }, "5",
            "Time open tunnels have to finish when the service stops; then the rest are closed."),
        Integer("MaximumTunnels", "tunnels", 1, 100_000, s => s.MaximumTunnels, (s, v) => s with { MaximumTunnels = v }, "5000",
            "Tunnels open at once, including requests that are being read. One more is answered with 503. If the computer's dynamic ports or the "
            + "process's limit of open files allow fewer, the gateway keeps to that limit, and says so at its start and in `status`."),
        Integer("MaximumTunnelsPerClient", "tunnels", 1, 100_000, s => s.MaximumTunnelsPerClient,
            (s, v) => s with { MaximumTunnelsPerClient = v }, "50",
            "Tunnels open at once from one client address, or from one /64 network for IPv6. One more is answered with 429."),
        new SettingDefinition<Uri?>("OtlpEndpoint", SettingKind.Uri,
            "OpenTelemetry collector to which the gateway sends its metrics by OTLP. Empty: none are sent.")
        {
            Reader = NetworkValues.HttpUri, Get = s => s.OtlpEndpoint, Put = (s, v) => s with { OtlpEndpoint = v },
            Writer = v => v?.OriginalString ?? "", AcceptedValues = "an absolute http or https URI without credentials; or nothing",
            ExampleValue = "http://collector.contoso.com:4318", Redact = ProxyAddress.Redact,
        },
        HealthPort,
        new SettingDefinition<IPAddress?>("HealthAddress", SettingKind.Address,
            "Local address for HealthPort; 0.0.0.0 for every IPv4 address, :: for every address. Empty: 127.0.0.1, which only programs on this "
            + "computer can reach. Anyone who can reach it can ask without a password, and setup does not open the firewall for it: admit only "
            + "your balancers and Prometheus.")
        {
            Reader = NetworkValues.Address, Get = s => s.HealthAddress, Put = (s, v) => s with { HealthAddress = v },
            Writer = v => v?.ToString() ?? "", AcceptedValues = "an IPv4 or IPv6 address of this machine, without brackets; or nothing",
            ExampleValue = "192.0.2.10",
        },
    ];

    /// <summary>The setting of that name in any case, or null.</summary>
    public static SettingDefinition? Find(string name) =>
        All.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Says that there is no setting of that name, and which one may have been meant.</summary>
    public static string Unknown(string name)
    {
        string? nearest = Nearest.Find(name.Trim(), All.Select(d => d.Name));
        return $"There is no setting '{Printable.Shorten(name, 80)}'. "
            + (nearest is null ? $"The settings are {string.Join(", ", All.Select(d => d.Name))}." : $"Did you mean {nearest}?");
    }

    private static string Words(IEnumerable<IpNetwork> networks) => string.Join(" ", networks);

    private static SettingDefinition<int> Integer(string name, string unit, int minimum, int maximum, Func<GatewaySettings, int> get,
        Func<GatewaySettings, int, GatewaySettings> put, string example, string summary, string? what = null) =>
        new(name, SettingKind.Integer, summary)
        {
            Reader = NumberValues.Integer(minimum, maximum, what ?? $"a whole number of {unit}"), Get = get, Put = put,
            Writer = v => v.ToString(CultureInfo.InvariantCulture), UnitName = unit, Range = (minimum, maximum),
            AcceptedValues = $"a whole number from {minimum} to {maximum}", ExampleValue = example,
        };

    private static SettingDefinition<int> Seconds(string name, int minimum, int maximum, Func<GatewaySettings, TimeSpan> get,
        Func<GatewaySettings, TimeSpan, GatewaySettings> put, string example, string summary) =>
        new(name, SettingKind.Seconds, summary)
        {
            Reader = NumberValues.Integer(minimum, maximum, "a whole number of seconds"), Get = s => (int)get(s).TotalSeconds,
            Put = (s, v) => put(s, TimeSpan.FromSeconds(v)), Writer = v => v.ToString(CultureInfo.InvariantCulture),
            UnitName = "seconds", Range = (minimum, maximum), AcceptedValues = $"a whole number of seconds from {minimum} to {maximum}",
            ExampleValue = example,
        };

    private static SettingDefinition<bool> Boolean(string name, Func<GatewaySettings, bool> get,
        Func<GatewaySettings, bool, GatewaySettings> put, string summary) =>
        new(name, SettingKind.Boolean, summary)
        {
            Reader = NumberValues.Boolean, Get = get, Put = put, Writer = v => v ? "true" : "false",
            AcceptedValues = "true or false", Words = ["true", "false"], ExampleValue = get(new GatewaySettings()) ? "false" : "true",
        };

    private static SettingDefinition<T> Choice<T>(string name, ChoiceValues<T> choices, Func<GatewaySettings, T> get,
        Func<GatewaySettings, T, GatewaySettings> put, string example, string summary)
        where T : struct =>
        new(name, SettingKind.Choice, summary)
        {
            Reader = choices.Read, Get = get, Put = put, Writer = choices.Write,
            AcceptedValues = "one of " + string.Join(", ", choices.Words), Words = choices.Words, ExampleValue = example,
        };
}
