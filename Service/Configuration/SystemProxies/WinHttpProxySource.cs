using System.ComponentModel;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Native;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;

namespace OmsGateway.Configuration.SystemProxies;

/// <summary>
/// WinHTTP's proxy of this computer, which 'netsh winhttp set proxy' sets and Windows' own services use. Its forms are those of Microsoft's
/// page "WINHTTP_PROXY_INFO structure": proxies as <c>[scheme=][scheme://]server[:port]</c> and exceptions, each separated by semicolons or
/// white space; an exception is a name, of which * stands for any part, or &lt;local&gt; for names without a period.
/// </summary>
/// <param name="api">WinHTTP, or its stand-in in a test.</param>
internal sealed class WinHttpProxySource(IWinHttp api) : ISystemProxySource
{
    private static readonly char[] Separators = [';', ' ', '\t', '\r', '\n'];

    /// <inheritdoc/>
    public SystemProxy Read()
    {
        try
        {
            return api.GetDefaultProxy() is var (proxies, exceptions) ? Read(proxies, exceptions) : SystemProxy.None;
        }
        catch (Win32Exception e)
        {
            return new SystemProxy(e.Message, [], _ => false) { Problem = $"WinHTTP's proxy settings cannot be read: {e.Message}" };
        }
    }

    private static SystemProxy Read(string proxies, string exceptions)
    {
        string source = $"{proxies}\n{exceptions}";
        string[] entries = Split(proxies);
        string[] ofHttps = [.. entries.Where(e => e.StartsWith("https=", StringComparison.OrdinalIgnoreCase)).Select(e => e.Substring("https=".Length))];
        // Without one for https, those for every scheme apply.
        string[] used = ofHttps.Length > 0 ? ofHttps : [.. entries.Where(e => e.IndexOf('=') < 0)];
        var found = new List<RelayProxySettings>();
        var warnings = new List<string>();
        foreach (string entry in used)
        {
            if (ProxyAddress.TryParse(entry, out ProxyAddress? address, out string? error))
                found.Add(new RelayProxySettings { Host = address.Host, Port = address.Port });
            else warnings.Add($"WinHTTP's proxy settings name '{Printable.Shorten(ProxyAddress.Redact(entry)!, 80)}', which the gateway cannot use: {error}");
        }

        Func<HostName, bool> excepts = ReadExceptions(exceptions, warnings);
        // No more than the gateway's own settings can name.
        return new SystemProxy(source, [.. found.Distinct().Take(1 + RelayProxyDefinitions.MaximumFallbacks)], excepts)
        {
            // Connecting directly instead is not what such settings mean.
            Problem = used.Length > 0 && found.Count == 0
                ? $"the gateway can use none of the proxies of WinHTTP's settings: {string.Join("; ", warnings)}" : null,
            Warnings = warnings,
        };
    }

    private static Func<HostName, bool> ReadExceptions(string text, List<string> warnings)
    {
        bool exceptsLocal = false;
        var patterns = new List<string>();
        foreach (string entry in Split(text))
        {
            if (entry.Equals("<local>", StringComparison.OrdinalIgnoreCase)) exceptsLocal = true;
            // A single colon comes before a port, which a target is not compared by; more of them are an IPv6 address's.
            else if (entry.IndexOf('<') >= 0 || entry.IndexOf('/') >= 0 || (entry.IndexOf(':') is >= 0 and int colon && colon == entry.LastIndexOf(':')))
                warnings.Add($"WinHTTP's proxy settings except '{Printable.Shorten(entry, 60)}', which is no name and excepts nothing here");
            else patterns.Add(entry.Trim('[', ']').ToLowerInvariant());
        }

        return target => (exceptsLocal && target.Address is null && target.Value.IndexOf('.') < 0)
            || patterns.Exists(pattern => Matches(pattern, target.Value));
    }

    private static string[] Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a text is what a pattern says, of which each * stands for any characters or none.</summary>
    private static bool Matches(string pattern, string text)
    {
        // It goes back to the last * only, so that no pattern takes longer than both lengths multiplied.
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, resume) = (p++, t);
            else if (p < pattern.Length && pattern[p] == text[t]) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++resume);
            else return false;
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
