using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Addresses, ports, networks and URIs.</summary>
internal static class NetworkValues
{
    public static string? Address(string text, out IPAddress? value)
    {
        value = null;
        return text.Length == 0 || IpLiteral.TryParse(text, out value)
            ? null
            : "it is not an IPv4 or IPv6 address; write one such as 192.0.2.10 or 2001:db8::10, or nothing to listen on every address";
    }

    public static string? Ports(string text, out IReadOnlyList<int> value)
    {
        var ports = new List<int>();
        value = ports;
        foreach (string item in ListText.Split(text))
        {
            if (!NumberValues.TryReadPort(item, out int port))
                return $"'{Printable.Shorten(item, 40)}' is not a TCP port; write ports from 1 to 65535, separated by spaces or commas";
            if (!ports.Contains(port)) ports.Add(port);
        }

        return ports.Count == 0 ? "it names no port, so that every request would be refused; write for example 443" : null;
    }

    public static string? Networks(string text, out IReadOnlyList<IpNetwork> value)
    {
        var networks = new List<IpNetwork>();
        value = networks;
        foreach (string item in ListText.Split(text))
        {
            if (!IpNetwork.TryParse(item, out IpNetwork? network, out string? error)) return error;
            networks.Add(network!);
        }

        value = [.. networks.Distinct()];
        return null;
    }

    public static string? NetworkSet(string text, out NetworkSet value)
    {
        string? error = Networks(text, out IReadOnlyList<IpNetwork> networks);
        value = new NetworkSet(networks);
        return error;
    }

    public static string? HttpUri(string text, out Uri? value)
    {
        value = null;
        if (text.Length == 0) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out value) || value.Scheme is not ("http" or "https") || value.Host.Length == 0)
            return "it is not an absolute http or https URI; write one such as http://collector.contoso.com:4318";
        return value.UserInfo.Length > 0
            ? "a user name or password in a URI would stand readable in this file; use a collector that takes metrics without them"
            : null;
    }
}
