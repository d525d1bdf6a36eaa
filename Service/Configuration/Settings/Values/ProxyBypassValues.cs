using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Lists;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Settings.Values;

/// <summary>Hosts and networks in one list.</summary>
internal static class ProxyBypassValues
{
    public static string? Read(string text, out ProxyBypass value)
    {
        var hosts = new List<HostPattern>();
        var networks = new List<IpNetwork>();
        value = ProxyBypass.None;
        foreach (string item in ListText.Split(text))
        {
            if (IpNetwork.TryParse(item, out IpNetwork? network, out string? networkError)) networks.Add(network!);
            // What begins with an address is meant as a network; a URL has its slashes behind a colon.
            else if (item.IndexOf('/') is > 0 and int slash && IpLiteral.TryParse(item.Substring(0, slash), out _)) return networkError;
            else if (ListFiles.ParseHost(item, out HostPattern? host, out string? error)) hosts.Add(host!);
            else return $"'{Printable.Shorten(item, 60)}' is neither a host nor a network: {error}";
        }

        value = new ProxyBypass([.. hosts.Distinct()], [.. networks.Distinct()]);
        return null;
    }
}
