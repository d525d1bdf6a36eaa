namespace OmsGateway.Configuration.Hosts;

/// <summary>
/// One entry of an allow list: an exact host; <c>*.suffix</c>, which matches every host with at least one more label before the
/// suffix, and not the suffix itself; or <c>prefix*.suffix</c>, which matches every host that has one label before the suffix,
/// and that begins with the prefix and goes on.
/// </summary>
public sealed class HostPattern : IEquatable<HostPattern>
{
    // A shorter one would be nearly as wide as none: 26 of them stand for every name.
    private const int MinimumPrefixLength = 3;
    private const int MinimumSuffixLabels = 3;

    private readonly HostName _host;

    private HostPattern(HostName host, bool isWildcard, string? prefix = null)
    {
        _host = host;
        IsWildcard = isWildcard;
        Prefix = prefix;
    }

    /// <summary>Whether the entry is <c>*.suffix</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>What the first label begins with in <c>prefix*.suffix</c>, in lower case; else null.</summary>
    public string? Prefix { get; }

    /// <summary>The host, or the suffix without the dot before it.</summary>
    public string Name => _host.Value;

    /// <summary>Whether the entry stands for names that any customer of a cloud can have, so that data could leave by it.</summary>
    public bool IsWide => IsWildcard ? SharedSuffixes.Contains(Name) : Prefix is not null && SharedSuffixes.IsShared(Name);

    /// <summary>The host that the entry names, or null when it stands for more than one.</summary>
    public HostName? Host => IsWildcard || Prefix is not null ? null : _host;

    /// <summary>Reads an entry; the error says what is wrong as the rest of a sentence.</summary>
    public static bool TryParse(string text, out HostPattern? pattern, out string? error)
    {
        pattern = null;
        bool isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        string name = isWildcard ? text.Substring(2) : text;
        int star = name.IndexOf('*');
        if (!isWildcard && star > 0 && star == name.IndexOf('.') - 1) return TryParseNarrow(name, star, out pattern, out error);
        if (star >= 0)
        {
            error = "the wildcard * may only stand for the labels before a suffix, as in *.ods.opinsights.azure.com, "
                + "or for the end of the first label, as in azgn*.servicebus.windows.net";
            return false;
        }

        if (!HostName.TryParse(name, out HostName? host, out error)) return false;
        if (isWildcard && host!.Address is not null)
        {
            error = "an IP address cannot have a wildcard";
            return false;
        }

        if (isWildcard && PublicSuffixes.Contains(host!.Value))
        {
            error = PublicSuffixError(host);
            return false;
        }

        pattern = new HostPattern(host!, isWildcard);
        return true;
    }

    private static bool TryParseNarrow(string text, int star, out HostPattern? pattern, out string? error)
    {
        pattern = null;
        string prefix = text.Substring(0, star).ToLowerInvariant();
        string rest = text.Substring(star + 2);
        // Checked by the shortest host that it matches: what is wrong with that one is wrong with all.
        if (!HostName.TryParse($"{prefix}0.{rest}", out _, out error) || !HostName.TryParse(rest, out HostName? suffix, out error)) return false;
        if (prefix.Length < MinimumPrefixLength)
            error = $"there must be at least {MinimumPrefixLength} characters before the *, as in azgn*.servicebus.windows.net";
        else if (suffix!.Value.Split('.').Length < MinimumSuffixLabels)
            error = $"there must be at least {MinimumSuffixLabels} labels after prefix*, as in azgn*.servicebus.windows.net";
        else if (PublicSuffixes.Contains(suffix.Value))
            error = PublicSuffixError(suffix);
        if (error is not null) return false;
        pattern = new HostPattern(suffix!, isWildcard: false, prefix);
        return true;
    }

    private static string PublicSuffixError(HostName suffix) =>
        $"'{suffix.Value}' is a public suffix under which anyone can register a host; name the owner's domain as well";

    /// <summary>Parses an entry known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static HostPattern Parse(string text) =>
        TryParse(text, out HostPattern? pattern, out string? error) ? pattern! : throw new FormatException(error);

    /// <summary>Whether the host is this entry's host, or lies below its suffix at a label boundary and has its prefix.</summary>
    public bool Matches(HostName host)
    {
        if (Host is not null) return Host.Equals(host);
        string value = host.Value;
        if (Prefix is not null && (value.IndexOf('.') != value.Length - Name.Length - 1 || !HasPrefix(value))) return false;
        return host.Address is null
            && value.Length > Name.Length + 1
            && value[value.Length - Name.Length - 1] == '.'
            && value.EndsWith(Name, StringComparison.Ordinal);
    }

    private bool HasPrefix(string value) =>
        value.Length > Prefix!.Length && value[Prefix.Length] != '.' && value.StartsWith(Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(HostPattern? other) =>
        other is not null && IsWildcard == other.IsWildcard && Prefix == other.Prefix && _host.Equals(other._host);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => _host.GetHashCode() ^ (IsWildcard ? 1 : 0) ^ (Prefix?.GetHashCode() ?? 0);

    /// <inheritdoc/>
    public override string ToString() => IsWildcard ? "*." + Name : Prefix is null ? Name : $"{Prefix}*.{Name}";
}
