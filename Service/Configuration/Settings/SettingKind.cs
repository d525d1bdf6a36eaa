namespace OmsGateway.Configuration.Settings;

/// <summary>The kind of value a setting holds.</summary>
public enum SettingKind
{
    /// <summary>A whole number within a range.</summary>
    Integer,

    /// <summary>A duration in whole seconds within a range.</summary>
    Seconds,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Some of a few words, separated by spaces or commas, or nothing.</summary>
    ChoiceList,

    /// <summary>An IPv4 or IPv6 address, or nothing.</summary>
    Address,

    /// <summary>TCP ports, separated by spaces or commas.</summary>
    PortList,

    /// <summary>Networks in CIDR notation, separated by spaces or commas.</summary>
    NetworkList,

    /// <summary>Hosts, <c>*.suffix</c> and networks, separated by spaces or commas.</summary>
    HostList,

    /// <summary>An absolute http or https URI, or nothing.</summary>
    Uri,

    /// <summary>A syslog server and the way to it, or nothing.</summary>
    SyslogDestination,

    /// <summary>The address of an HTTP proxy, or nothing.</summary>
    ProxyAddress,

    /// <summary>Addresses of HTTP proxies, separated by spaces or commas, or nothing.</summary>
    ProxyAddressList,

    /// <summary>Any text on one line, or nothing.</summary>
    Text,

    /// <summary>A protected secret, which is written but never shown.</summary>
    Secret,
}
