namespace OmsGateway.Configuration.Hosts;

/// <summary>
/// One entry of an allow list: an exact host, or <c>*.suffix</c>, which matches every host with at least one more label
/// before the suffix, and not the suffix itself.
/// </summary>
public sealed class HostPattern : IEquatable<HostPattern>
{
    private readonly HostName _host;

    private HostPattern(HostName host, bool isWildcard)
    {
        _host = host;
        IsWildcard = isWildcard;
    }

    /// <summary>Whether the entry is <c>*.suffix</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>The host, or the suffix of a wildcard without its <c>*.</c>.</summary>
    public string Name => _host.Value;

    /// <summary>Whether the entry is a wildcard for names that any customer of a cloud can have, so that data could leave by it.</summary>
    public bool IsWide => IsWildcard && SharedSuffixes.Contains(Name);

    /// <summary>The host that the entry names, or null for a wildcard.</summary>
    public HostName? Host => IsWildcard ? null : _host;

    /// <summary>Reads an entry; the error says what is wrong as the rest of a sentence.</summary>
    public static bool TryParse(string text, out HostPattern? pattern, out string? error)
    {
        pattern = null;
        bool isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        string name = isWildcard ? text.Substring(2) : text;
        if (name.IndexOf('*') >= 0)
        {
            error = "a wildcard may only stand for the labels before a suffix, as in *.ods.opinsights.azure.com";
            return false;
        }

        if (!HostName.TryParse(name, out HostName? host, out error)) return false;
        if (isWildcard && host!.Address is not null)
        {
            error = "a wildcard cannot stand before an IP address";
            return false;
        }

        if (isWildcard && PublicSuffixes.Contains(host!.Value))
        {
            error = $"'{host.Value}' is a public suffix under which anyone can register a host; name the owner's domain as well";
            return false;
        }

        pattern = new HostPattern(host!, isWildcard);
        return true;
    }

    /// <summary>Parses an entry known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static HostPattern Parse(string text) =>
        TryParse(text, out HostPattern? pattern, out string? error) ? pattern! : throw new FormatException(error);

    /// <summary>Whether the host is this entry's host, or lies below its suffix at a label boundary.</summary>
    public bool Matches(HostName host)
    {
        if (!IsWildcard) return _host.Equals(host);
        string value = host.Value;
        return host.Address is null
            && value.Length > Name.Length + 1
            && value[value.Length - Name.Length - 1] == '.'
            && value.EndsWith(Name, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals(HostPattern? other) => other is not null && IsWildcard == other.IsWildcard && _host.Equals(other._host);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => _host.GetHashCode() ^ (IsWildcard ? 1 : 0);

    /// <inheritdoc/>
    public override string ToString() => IsWildcard ? "*." + Name : Name;
}
