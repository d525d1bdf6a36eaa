using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Lists;

/// <summary>The two lists: hosts and client certificate subjects.</summary>
internal static class ListFiles
{
    public static ListFile<HostPattern> Hosts(string path, byte[]? content) => new(path, content, ParseLine);

    public static ListFile<CertificateSubject> Subjects(string path, byte[]? content) =>
        new(path, content, ParseSubject);

    /// <summary>Reads a subject as a person gives it.</summary>
    public static bool ParseSubject(string text, out CertificateSubject? subject, out string? error) =>
        CertificateSubject.TryParse(text, out subject, out error);

    /// <summary>
    /// Reads a host as a person gives it and explains what is often given instead: a URL, a host with its port, several hosts, a suffix as
    /// proxies' exception lists write it.
    /// </summary>
    public static bool ParseHost(string text, out HostPattern? pattern, out string? error)
    {
        text = text.Trim();
        if (HostPattern.TryParse(text, out pattern, out error)) return true;
        string[] several = FindHosts(text);
        if (text == "*")
            error = "a wildcard for every host would make the gateway an open proxy; name a suffix, as in *.ods.opinsights.azure.com";
        else if (text.StartsWith(".", StringComparison.Ordinal) && HostPattern.TryParse("*" + text, out HostPattern? suffix, out _))
            error = $"for every host below {suffix!.Name} write {suffix}, and for {suffix.Name} itself a line of its own";
        else if (several.Length > 1)
            error = $"one line holds one host; write {string.Join(" and ", several)} on lines of their own";
        else if (text.IndexOf('/') > 0 && IpNetwork.TryParse(text, out _, out _))
            error = "it is a network, and clients are let to hosts only; list the names or the single addresses that they ask for";
        else if ((several.SingleOrDefault() ?? FindHostWithin(text)) is { } host)
            error = $"give only the host name, without scheme, port or path: {host}";
        return false;
    }

    // Separators and quotation marks of lists of hosts elsewhere.
    private static string[] FindHosts(string text)
    {
        string[] parts = text.Split([',', ';', ' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        string?[] hosts = [.. parts.Select(FindHostWithin)];
        return hosts.Contains(null) ? [] : [.. hosts.OfType<string>().Distinct()];
    }

    // A remark may follow a host after white space; a subject may hold a #.
    private static bool ParseLine(string text, out HostPattern? pattern, out string? error)
    {
        int remark = text.IndexOf('#');
        if (remark > 0 && char.IsWhiteSpace(text[remark - 1])) text = text.Substring(0, remark);
        return ParseHost(text, out pattern, out error);
    }

    private static string? FindHostWithin(string text)
    {
        text = text.Trim('"', '\'', ',', ';', '<', '>');
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string host = scheme < 0 ? text : text.Substring(scheme + 3);
        int end = host.IndexOfAny(['/', '?', '#']);
        if (end >= 0) host = host.Substring(0, end);
        // A user in an address, and what netsh writes before each proxy: http=proxy:8080;https=proxy:8443.
        host = host.Substring(host.LastIndexOfAny(['@', '=']) + 1);
        if (host.StartsWith("[", StringComparison.Ordinal) && host.IndexOf(']') is > 0 and int close) host = host.Substring(1, close - 1);
        else if (host.IndexOf(':') is >= 0 and int colon && host.IndexOf(':', colon + 1) < 0) host = host.Substring(0, colon);
        return HostPattern.TryParse(host, out HostPattern? pattern, out _) ? pattern!.ToString() : null;
    }
}
