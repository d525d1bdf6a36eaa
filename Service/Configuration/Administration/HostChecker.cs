using System.Globalization;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Administration;

/// <summary>Answers "would this host be allowed, and why?" by the rules the gateway decides by.</summary>
internal static class HostChecker
{
    public static HostCheck Check(GatewayConfiguration configuration, string text, int port)
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
        return new HostCheck(host!.Value, port, isAllowed, entry, Explain(configuration.Settings, host, port, entry, verdict));
    }

    private static string Explain(GatewaySettings settings, HostName host, int port, AllowedHost? entry, HostVerdict verdict) => verdict switch
    {
        HostVerdict.ForbiddenPort => $"Refused: port {port} is not among AllowedPorts "
            + $"({string.Join(" ", settings.AllowedPorts.Select(p => p.ToString(CultureInfo.InvariantCulture)))}).",
        HostVerdict.ForbiddenAddress => $"Refused{(entry is null ? "" : $", although '{entry.Pattern}' is on the list")}: "
            + ForbiddenAddress(host, settings),
        HostVerdict.Allowed => $"Allowed by '{entry!.Pattern}' from {entry.Source}.",
        _ when settings.HostPolicy == HostPolicyMode.ReportOnly => $"No entry names {host}; it passes only because HostPolicy is ReportOnly.",
        _ => $"Refused: no entry names {host}. Add it with 'hosts add {host}' or Add-OMSGatewayAllowedHost {host}.",
    };

    /// <summary>What keeps an address from being dialled, and what would let it.</summary>
    public static string ForbiddenAddress(HostName host, GatewaySettings settings) =>
        $"{host} is a {HostPolicy.FindForbiddenKind(host, settings.AllowedNetworks)} address, which the gateway never dials unless "
        + "AllowedNetworks lists its network.";
}
