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

        GatewaySettings settings = configuration.Settings;
        AllowedHost? entry = configuration.Hosts.Find(host!);
        bool isPortAllowed = settings.AllowedPorts.Contains(port);
        bool isAllowed = isPortAllowed && (entry is not null || settings.HostPolicy == HostPolicyMode.ReportOnly);
        return new HostCheck(host!.Value, port, isAllowed, entry, Explain(settings, host, port, entry, isPortAllowed));
    }

    private static string Explain(GatewaySettings settings, HostName host, int port, AllowedHost? entry, bool isPortAllowed)
    {
        if (!isPortAllowed)
        {
            string ports = string.Join(" ", settings.AllowedPorts.Select(p => p.ToString(CultureInfo.InvariantCulture)));
            return $"Refused: port {port} is not among AllowedPorts ({ports}).";
        }

        if (entry is not null) return $"Allowed by '{entry.Pattern}' from {entry.Source}.";
        return settings.HostPolicy == HostPolicyMode.ReportOnly
            ? $"No entry names {host}; it passes only because HostPolicy is ReportOnly."
            : $"Refused: no entry names {host}. Add it with 'hosts add {host}' or Add-OMSGatewayAllowedHost {host}.";
    }
}
