using System.Net;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.SystemProxies;

/// <summary>
/// The environment variables of this process, as curl reads them for https (curl(1), ENVIRONMENT and --noproxy): https_proxy, HTTPS_PROXY,
/// all_proxy, ALL_PROXY, the first that is set; no_proxy, NO_PROXY.
/// </summary>
/// <param name="variable">Reads a variable.</param>
internal sealed class EnvironmentProxySource(Func<string, string?> variable) : ISystemProxySource
{
    // curl(1), --proxy: "If the port number is not specified in the proxy string, it is assumed to be 1080."
    private const int DefaultPort = 1080;

    private static readonly string[] ProxyNames = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] ExceptionNames = ["no_proxy", "NO_PROXY"];

    /// <inheritdoc/>
    public SystemProxy Read()
    {
        if (Find(ProxyNames) is not var (name, text)) return SystemProxy.None;
        (string Name, string Text)? exceptions = Find(ExceptionNames);
        string source = $"{text}\n{exceptions?.Text}";
        string? error = ReadProxy(text, out RelayProxySettings? proxy);
        if (error is not null)
            return new SystemProxy(source, [], _ => false) { Problem = $"the gateway cannot use the proxy of the environment variable {name}: {error}" };
        var warnings = new List<string>();
        Func<HostName, bool> excepts = exceptions is var (exceptionName, list) ? ReadExceptions(exceptionName, list, warnings) : _ => false;
        return new SystemProxy(source, [proxy!], excepts) { Warnings = warnings };
    }

    private (string Name, string Text)? Find(string[] names)
    {
        foreach (string name in names)
        {
            // curl takes an empty one for one that is not set.
            if (variable(name)?.Trim() is { Length: > 0 } text) return (name, text);
        }

        return null;
    }

    /// <summary>Reads <c>[http://][user[:password]@]host[:port][/]</c>; user name and password are percent-encoded.</summary>
    private static string? ReadProxy(string text, out RelayProxySettings? proxy)
    {
        proxy = null;
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && !text.Substring(0, scheme).Equals("http", StringComparison.OrdinalIgnoreCase))
            return "it speaks plain HTTP to a relay proxy and no other protocol (the tunnel inside is TLS already)";
        string authority = scheme < 0 ? text : text.Substring(scheme + 3);
        // A password may hold any character.
        int at = authority.LastIndexOf('@');
        string credentials = at < 0 ? "" : authority.Substring(0, at);
        string address = authority.Substring(at + 1).TrimEnd('/');
        if (address.IndexOf(':', Math.Max(0, address.IndexOf(']'))) < 0) address += $":{DefaultPort}";
        if (!ProxyAddress.TryParse(address, out ProxyAddress? parsed, out string? error)) return error;
        proxy = new RelayProxySettings { Host = parsed.Host, Port = parsed.Port };
        if (credentials.Length == 0) return null;
        int colon = credentials.IndexOf(':');
        string user = Uri.UnescapeDataString(colon < 0 ? credentials : credentials.Substring(0, colon));
        string? password = colon < 0 ? null : Uri.UnescapeDataString(credentials.Substring(colon + 1));
        if (user.Any(char.IsControl) || password?.Any(char.IsControl) == true) return "its user name or password holds a control character";
        if (user.Length > 0) proxy = proxy with { UserName = user, Password = string.IsNullOrEmpty(password) ? null : password };
        return null;
    }

    private static Func<HostName, bool> ReadExceptions(string variableName, string text, List<string> warnings)
    {
        // curl(1), --noproxy: "The only wildcard is a single * character, which matches all hosts".
        if (text == "*") return _ => true;
        var names = new List<string>();
        var networks = new List<(IPAddress Address, int Bits)>();
        // By commas and by spaces, as curl did until 2024 (its pull request 13789), so that lists that were written for it keep working.
        foreach (string item in ListText.Split(text))
        {
            string entry = item.Trim('[', ']');
            int slash = entry.IndexOf('/');
            if (IpLiteral.TryParse(slash < 0 ? entry : entry.Substring(0, slash), out IPAddress? address))
            {
                int bits = address!.GetAddressBytes().Length * 8;
                if (slash < 0 || (int.TryParse(entry.Substring(slash + 1), out int length) && length >= 0 && (bits = Math.Min(bits, length)) == length))
                    networks.Add((address, bits));
                else warnings.Add(Unusable(variableName, item));
            }
            else if (HostName.FindError(entry.Trim('.')) is null)
            {
                names.Add(entry.Trim('.').ToLowerInvariant());
            }
            else
            {
                warnings.Add(Unusable(variableName, item));
            }
        }

        return target => target.Address is { } address
            ? networks.Any(network => IsWithin(address, network.Address, network.Bits))
            : names.Any(name => target.Value == name
                || (target.Value.Length > name.Length && target.Value[target.Value.Length - name.Length - 1] == '.'
                    && target.Value.EndsWith(name, StringComparison.Ordinal)));
    }

    private static string Unusable(string name, string item) =>
        $"the environment variable {name} has '{Printable.Shorten(item, 60)}', which is neither a host, a domain nor a network and excepts nothing";

    // Unlike in the gateway's own settings, bits beyond the prefix are ignored, as in curl.
    private static bool IsWithin(IPAddress address, IPAddress network, int bits)
    {
        byte[] one = address.GetAddressBytes(), other = network.GetAddressBytes();
        if (one.Length != other.Length) return false;
        for (int bit = 0; bit < bits; bit++)
        {
            if (((one[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) != 0) return false;
        }

        return true;
    }
}
