using System.Globalization;
using System.Net;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Configuration.Hosts;

/// <summary>
/// A host as a client, an allow list or a ClientHello names it: a DNS name in lower case without a trailing dot, or an IP
/// address in canonical form. The grammar is RFC 1123 §2.1 with underscores, stricter than .NET's own parsers, so that
/// nothing that a resolver would read as an address can pass for a name.
/// </summary>
public sealed class HostName : IEquatable<HostName>
{
    // RFC 1035 §2.3.4, without the root's empty label.
    private const int MaximumLength = 253;
    private const int MaximumLabelLength = 63;

    private HostName(string value, IPAddress? address)
    {
        Value = value;
        Address = address;
    }

    /// <summary>The normalised text: lower case, no trailing dot, no brackets.</summary>
    public string Value { get; }

    /// <summary>The address when the host is an IP literal, else null.</summary>
    public IPAddress? Address { get; }

    /// <summary>Reads a host name or an IP literal (IPv6 without brackets).</summary>
    /// <param name="text">The host as given.</param>
    /// <param name="host">The host, or null.</param>
    /// <param name="error">What is wrong with the text, as the rest of a sentence, or null.</param>
    public static bool TryParse(string text, out HostName? host, out string? error)
    {
        host = null;
        if (IpLiteral.TryParse(text, out IPAddress? address))
        {
            host = new HostName(address!.ToString(), address);
            error = null;
            return true;
        }

        // The last dot is the root's (RFC 1034 §3.1).
        string name = text.Length > 1 && text[text.Length - 1] == '.' ? text.Substring(0, text.Length - 1) : text;
        error = FindError(name);
        if (error is not null) return false;
        host = new HostName(name.ToLowerInvariant(), null);
        return true;
    }

    /// <summary>Parses a host known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static HostName Parse(string text) =>
        TryParse(text, out HostName? host, out string? error) ? host! : throw new FormatException(error);

    /// <summary>What makes the text no DNS name, or null when it is one.</summary>
    internal static string? FindError(string name)
    {
        if (name.Length == 0) return "it is empty";
        if (name.Length > MaximumLength) return $"it is {name.Length} characters long; a host name has at most {MaximumLength}";
        foreach (char c in name)
        {
            if (c > 127) return NonAsciiError(name);
        }

        int labelStart = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] != '.')
            {
                if (name[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
                    return "it may contain only letters, digits, hyphens, underscores and dots";
                continue;
            }

            int length = i - labelStart;
            if (length == 0) return "it has an empty label (two dots in a row, or one at the start)";
            if (length > MaximumLabelLength) return $"the label at position {labelStart + 1} is longer than {MaximumLabelLength} characters";
            if (name[labelStart] == '-' || name[i - 1] == '-') return "a label must not start or end with a hyphen";
            labelStart = i + 1;
        }

        return LooksNumeric(name, name.LastIndexOf('.') + 1)
            ? "its last label is a number, which a resolver would read as an IP address; write addresses as four decimal numbers"
            : null;
    }

    // As inet_aton(3) reads addresses: of fewer than four parts, and in hexadecimal.
    private static bool LooksNumeric(string name, int label)
    {
        bool isHex = string.Compare(name, label, "0x", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
        for (int i = isHex ? label + 2 : label; i < name.Length; i++)
        {
            if (isHex ? !Uri.IsHexDigit(name[i]) : name[i] is < '0' or > '9') return false;
        }

        return true;
    }

    private static string NonAsciiError(string name)
    {
        const string Remedy = "it contains non-ASCII characters; write the host's ASCII (punycode) form";
        // What cannot be a name in any script is not tried: each attempt would cost an exception, thousands with a damaged list.
        if (!name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-')) return Remedy;
        try
        {
            string ascii = new IdnMapping().GetAscii(name);
            return FindError(ascii) is null ? $"{Remedy}, '{ascii}' if that is the host you mean" : Remedy;
        }
        catch (ArgumentException)
        {
            return Remedy;
        }
    }

    /// <inheritdoc/>
    public bool Equals(HostName? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HostName);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
