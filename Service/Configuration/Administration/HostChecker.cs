using System.Globalization;
using System.Net;
using OmsGateway.Configuration.Groups;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>Answers "would this host be allowed, and why?" by the rules the gateway decides by.</summary>
internal static class HostChecker
{
    /// <param name="configuration">What the gateway goes by.</param>
    /// <param name="text">The host as a person gives it.</param>
    /// <param name="port">The port a client would ask for.</param>
    /// <param name="client">The client's address as a person gives it, or null.</param>
    /// <param name="findAddresses">Looks a name up; null when nobody is to be asked.</param>
    public static HostCheck Check(
        GatewayConfiguration configuration, string text, int port, string? client = null, Func<string, IPAddress[]>? findAddresses = null)
    {
        if (port is < 1 or > 65535) throw new ConfigurationException($"{port} is not a TCP port; give a number from 1 to 65535.");
        if (!HostName.TryParse(text.Trim(), out HostName? host, out string? error))
        {
            // The same text as an entry may have the better explanation: a URL, or a port after the host.
            if (!ListFiles.ParseHost(text, out _, out string? entryError)) error = entryError;
            throw new ConfigurationException($"'{Printable.Shorten(text, 120)}' is not a host: {error}.");
        }

        IPAddress? address = client is null ? null : ReadClient(client);
        ClientGroup? group = address is null ? null : configuration.Groups.Find(address);
        GatewayConfiguration inForce = group?.Configuration ?? configuration;
        GatewaySettings settings = inForce.Settings;
        AllowedHost? entry = inForce.Hosts.Find(host!);
        if (address is not null && !settings.Serves(address))
        {
            return new HostCheck(host!.Value, port, false, entry, group?.Name,
                $"Refused: {address} is in none of the networks of AllowedClients, so its connections are closed at once.");
        }

        HostVerdict verdict = HostPolicy.Decide(inForce, host!, port);
        bool isAllowed = verdict == HostVerdict.Allowed || (verdict == HostVerdict.ForbiddenHost && settings.HostPolicy == HostPolicyMode.ReportOnly);
        string membership = Membership(configuration, address, group);
        var check = new HostCheck(
            host!.Value, port, isAllowed, entry, group?.Name,
            Explain(settings, host, port, entry, verdict, group?.Name) + Way(settings, host, isAllowed) + membership);
        // A relay proxy resolves names itself.
        bool isResolved = isAllowed && host.Address is null && !settings.IsRelayed(host);
        return isResolved && findAddresses is not null ? Judge(check, findAddresses(host.Value), settings, membership) : check;
    }

    private static string Way(GatewaySettings settings, HostName host, bool isAllowed) =>
        isAllowed && settings.HasRelayProxy && !settings.IsRelayed(host)
            ? " It is dialled directly, since "
                + $"{(settings.RelayProxyBypass.Contains(host) ? "RelayProxyBypass names it" : "the system's proxy settings except it")}."
            : "";

    // In events a link-local address has a zone, which does not matter here.
    private static IPAddress ReadClient(string text) => IpLiteral.TryParse(text.Trim().Split('%')[0], out IPAddress? client)
        ? client!
        : throw new ConfigurationException($"'{Printable.Shorten(text, 60)}' is not the address of a client; give one such as 10.1.2.3.");

    private static string Membership(GatewayConfiguration configuration, IPAddress? client, ClientGroup? group)
    {
        if (group is not null) return $" {client} is in group {group.Name} by {group.Clients.Find(client!)}.";
        if (configuration.Groups.All.Count == 0) return "";
        return client is null ? " That is for clients in no group; whether a client is in one is said when its address is given."
            : $" {client} is in no group.";
    }

    /// <summary>The same with what the host resolves to, of which the gateway dials what it may.</summary>
    private static HostCheck Judge(HostCheck check, IPAddress[] addresses, GatewaySettings settings, string membership)
    {
        if (addresses.Length == 0)
            return check with { Explanation = $"{check.Explanation} But this computer finds no address of it, so that a tunnel would fail." };
        string?[] kinds = [.. addresses.Select(address => AddressRules.FindForbiddenKind(address, settings.AllowedNetworks))];
        return kinds.Contains(null) ? check : check with
        {
            IsAllowed = false,
            Explanation = $"Refused{Although(check.Entry)}: {check.Host} leads to {addresses[0]}. {Forbidden(addresses[0].ToString(), kinds[0]!)}{membership}",
        };
    }

    private static string Explain(
        GatewaySettings settings, HostName host, int port, AllowedHost? entry, HostVerdict verdict, string? group) => verdict switch
    {
        HostVerdict.ForbiddenPort => $"Refused: port {port} is not among AllowedPorts "
            + $"({string.Join(" ", settings.AllowedPorts.Select(p => p.ToString(CultureInfo.InvariantCulture)))}).",
        HostVerdict.ForbiddenAddress => $"Refused{Although(entry)}: {ForbiddenAddress(host, settings)}",
        HostVerdict.Allowed => $"Allowed by '{entry!.Pattern}' from {entry.Source}.",
        _ when settings.HostPolicy == HostPolicyMode.ReportOnly =>
            $"No entry names {host}; it passes only because HostPolicy{(group is null ? "" : $" for group {group}")} is ReportOnly.",
        _ => $"Refused: no entry names {host}. Add it with {SystemCommand.OfGroup($"Add-OMSGatewayAllowedHost {host}", $"hosts add {host}", group)}.",
    };

    /// <summary>What keeps an address from being dialled, and what would let it.</summary>
    public static string ForbiddenAddress(HostName host, GatewaySettings settings) =>
        Forbidden(host.Value, HostPolicy.FindForbiddenKind(host, settings.AllowedNetworks)!);

    private static string Although(AllowedHost? entry) => entry is null ? "" : $", although '{entry.Pattern}' is on the list";

    private static string Forbidden(string host, string kind) =>
        $"{host} is {(kind[0] is 'u' ? "an" : "a")} {kind} address, which the gateway never connects to unless AllowedNetworks lists its network.";
}
