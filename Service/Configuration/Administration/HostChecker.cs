using System.Globalization;
using System.Net;
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
    /// <param name="findAddresses">Looks a name up; null when nobody is to be asked.</param>
    public static HostCheck Check(GatewayConfiguration configuration, string text, int port, Func<string, IPAddress[]>? findAddresses = null)
    {
        if (port is < 1 or > 65535) throw new ConfigurationException($"{port} is not a TCP port; give a number from 1 to 65535.");
        if (!HostName.TryParse(text.Trim(), out HostName? host, out string? error))
        {
            // The same text as an entry may have the better explanation: a URL, or a port after the host.
            if (!ListFiles.ParseHost(text, out _, out string? entryError)) error = entryError;
            throw new ConfigurationException($"'{Printable.Shorten(text, 120)}' is not a host: {error}.");
        }

        AllowedHost? entry = configuration.Hosts.Find(host!);
        HostVerdict verdict = HostPolicy.Decide(configuration, host!, port);
        bool isAllowed = verdict == HostVerdict.Allowed
            || (verdict == HostVerdict.ForbiddenHost && configuration.Settings.HostPolicy == HostPolicyMode.ReportOnly);
        var check = new HostCheck(host!.Value, port, isAllowed, entry, Explain(configuration.Settings, host, port, entry, verdict));
        // A relay proxy resolves names itself.
        bool isResolved = isAllowed && host.Address is null && configuration.Settings.RelayProxy is null;
        return isResolved && findAddresses is not null ? Judge(check, findAddresses(host.Value), configuration.Settings) : check;
    }

    /// <summary>The same with what the host resolves to, of which the gateway dials what it may.</summary>
    private static HostCheck Judge(HostCheck check, IPAddress[] addresses, GatewaySettings settings)
    {
        if (addresses.Length == 0)
            return check with { Explanation = $"{check.Explanation} But this computer finds no address of it, so that a tunnel would fail." };
        string?[] kinds = [.. addresses.Select(address => AddressRules.FindForbiddenKind(address, settings.AllowedNetworks))];
        return kinds.Contains(null) ? check : check with
        {
            IsAllowed = false,
            Explanation = $"Refused{Although(check.Entry)}: {check.Host} leads to {addresses[0]}. {Forbidden(addresses[0].ToString(), kinds[0]!)}",
        };
    }

    private static string Explain(GatewaySettings settings, HostName host, int port, AllowedHost? entry, HostVerdict verdict) => verdict switch
    {
        HostVerdict.ForbiddenPort => $"Refused: port {port} is not among AllowedPorts "
            + $"({string.Join(" ", settings.AllowedPorts.Select(p => p.ToString(CultureInfo.InvariantCulture)))}).",
        HostVerdict.ForbiddenAddress => $"Refused{Although(entry)}: {ForbiddenAddress(host, settings)}",
        HostVerdict.Allowed => $"Allowed by '{entry!.Pattern}' from {entry.Source}.",
        _ when settings.HostPolicy == HostPolicyMode.ReportOnly => $"No entry names {host}; it passes only because HostPolicy is ReportOnly.",
        _ => $"Refused: no entry names {host}. Add it with 'hosts add {host}' or Add-OMSGatewayAllowedHost {host}.",
    };

    /// <summary>What keeps an address from being dialled, and what would let it.</summary>
    public static string ForbiddenAddress(HostName host, GatewaySettings settings) =>
        Forbidden(host.Value, HostPolicy.FindForbiddenKind(host, settings.AllowedNetworks)!);

    private static string Although(AllowedHost? entry) => entry is null ? "" : $", although '{entry.Pattern}' is on the list";

    private static string Forbidden(string host, string kind) =>
        $"{host} is {(kind[0] is 'u' ? "an" : "a")} {kind} address, which the gateway never dials unless AllowedNetworks lists its network.";
}
