using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Hosts;

/// <summary>What the gateway makes of a request by its host and port alone.</summary>
public enum HostVerdict
{
    /// <summary>The host is listed; the addresses it resolves to are judged when it is dialled.</summary>
    Allowed,

    /// <summary>The port is not among AllowedPorts.</summary>
    ForbiddenPort,

    /// <summary>The host is an address that may not be dialled, listed or not, or a name that stands for such ones only.</summary>
    ForbiddenAddress,

    /// <summary>No entry names the host.</summary>
    ForbiddenHost,
}

/// <summary>Judges a host by name: for the gateway, for who asks whether it would be let through, and for who lists it.</summary>
public static class HostPolicy
{
    // RFC 6761 §6.3: localhost and the names below it are always loopback.
    private static readonly IPAddress[] Localhost = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Judges a request before anything is resolved.</summary>
    public static HostVerdict Decide(GatewayConfiguration configuration, HostName host, int port)
    {
        if (!configuration.Settings.AllowedPorts.Contains(port)) return HostVerdict.ForbiddenPort;
        if (FindForbiddenKind(host, configuration.Settings.AllowedNetworks) is not null) return HostVerdict.ForbiddenAddress;
        return configuration.Hosts.Find(host) is null ? HostVerdict.ForbiddenHost : HostVerdict.Allowed;
    }

    /// <summary>What kind of forbidden address a host can only be, or null.</summary>
    public static string? FindForbiddenKind(HostName host, IReadOnlyList<IpNetwork> allowed)
    {
        if (host.Address is { } address) return AddressRules.FindForbiddenKind(address, allowed);
        if (host.Value != "localhost" && !host.Value.EndsWith(".localhost", StringComparison.Ordinal)) return null;
        string? kind = null;
        foreach (IPAddress local in Localhost)
        {
            // A tunnel goes to any address that is permitted, so one that is allowed is enough.
            if (AddressRules.FindForbiddenKind(local, allowed) is not { } forbidden) return null;
            kind ??= forbidden;
        }

        return kind;
    }
}
