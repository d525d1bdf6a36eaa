using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Configuration.Networks;

namespace OmsGateway.Gateway.ProxyProtocol;

/// <summary>
/// What a load balancer writes before the first byte of its client: versions 1 and 2 of the PROXY protocol, as HAProxy's
/// proxy-protocol.txt has them.
/// </summary>
/// <param name="Length">Bytes of the header; 0 when there is none.</param>
/// <param name="Client">The client that the balancer speaks for; null when it speaks for itself, or does not know.</param>
internal readonly record struct ProxyHeader(int Length, IPEndPoint? Client)
{
    /// <summary>
    /// The longest header that is read: 16 bytes, addresses, and what load balancers add to them (AWS its endpoint's id, HAProxy a certificate's name).
    /// </summary>
    internal const int MaximumBytes = 4096;

    // §2.1: the longest line of version 1, CRLF included.
    private const int MaximumLine = 107;

    private const int FixedBytes = 16;

    private static ReadOnlySpan<byte> Line => "PROXY "u8;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Whether what was received so far decides about the header.</summary>
    /// <param name="received">All bytes so far.</param>
    /// <param name="header">The header, or one of length 0 when these bytes begin none.</param>
    /// <param name="error">Why it is refused, in a sentence that quotes nothing of it; else null.</param>
    public static bool TryParse(ReadOnlySpan<byte> received, out ProxyHeader header, out string? error)
    {
        header = default;
        error = null;
        if (Begins(received, Signature)) return received.Length >= Signature.Length && TryParseBinary(received, ref header, out error);
        return !Begins(received, Line) || (received.Length >= Line.Length && TryParseLine(received, ref header, out error));
    }

    /// <summary>Whether these bytes begin with what only a header begins with.</summary>
    public static bool IsBegun(ReadOnlySpan<byte> received) => received.StartsWith(Signature) || received.StartsWith(Line);

    // Whether they may be the same as far as they go. Nothing received yet begins everything.
    private static bool Begins(ReadOnlySpan<byte> received, ReadOnlySpan<byte> mark) =>
        received[..Math.Min(received.Length, mark.Length)].SequenceEqual(mark[..Math.Min(received.Length, mark.Length)]);

    private static bool TryParseLine(ReadOnlySpan<byte> received, ref ProxyHeader header, out string? error)
    {
        int end = received[..Math.Min(received.Length, MaximumLine)].IndexOf("\r\n"u8);
        error = end < 0 && received.Length >= MaximumLine ? $"The line of the PROXY protocol is longer than {MaximumLine} bytes." : null;
        if (end < 0) return error is not null;
        string[] words = Encoding.Latin1.GetString(received[Line.Length..end]).Split(' ');
        if (words[0] == "UNKNOWN")
        {
            header = new ProxyHeader(end + 2, null);
        }
        else if (words.Length == 5 && FamilyOf(words[0]) is { } family && Address(words[1], family) is { } client && Address(words[2], family) is not null
            && Port(words[3]) is { } port && Port(words[4]) is not null)
        {
            header = new ProxyHeader(end + 2, EndPoint(client, port));
        }
        else
        {
            error = "The line of the PROXY protocol is not of the form PROXY TCP4 or TCP6, two addresses and two ports.";
        }

        return true;
    }

    private static AddressFamily? FamilyOf(string word) => word switch
    {
        "TCP4" => AddressFamily.InterNetwork,
        "TCP6" => AddressFamily.InterNetworkV6,
        _ => null,
    };

    private static IPAddress? Address(string text, AddressFamily family) =>
        IpLiteral.TryParse(text, out IPAddress? address) && address!.AddressFamily == family ? address : null;

    // §2.1 forbids leading zeros, which could be taken for octal numbers.
    private static int? Port(string text) =>
        text.Length is > 0 and <= 5 && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
        && (text[0] != '0' || text.Length == 1) ? port : null;

    private static bool TryParseBinary(ReadOnlySpan<byte> received, ref ProxyHeader header, out string? error)
    {
        error = null;
        if (received.Length < FixedBytes) return false;
        // §2.2: 0x20 is version 2 with LOCAL, 0x21 version 2 with PROXY.
        (int command, int family) = (received[12], received[13]);
        int length = FixedBytes + BinaryPrimitives.ReadUInt16BigEndian(received[14..]);
        error = command is not (0x20 or 0x21) ? "The header of the PROXY protocol has another version than 2, or an unknown command."
            : length > MaximumBytes ? $"The header of the PROXY protocol is longer than {MaximumBytes} bytes."
            : command == 0x20 ? null
            : ErrorOf(family, length - FixedBytes);
        if (error is not null) return true;
        if (received.Length < length) return false;
        // §2.2: with LOCAL the balancer speaks for itself, and whatever follows is skipped.
        header = new ProxyHeader(length, command == 0x20 ? null : ClientOf(family, received[FixedBytes..length]));
        return true;
    }

    // §2.2: unspecified (0x00), TCP over IPv4 (0x11) and IPv6 (0x21), and Unix streams (0x31). Two addresses and two ports have 2 × 4 + 2 × 2
    // or 2 × 16 + 2 × 2 bytes.
    private static string? ErrorOf(int family, int bytes) => family switch
    {
        0x00 or 0x31 => null,
        0x11 when bytes >= 12 => null,
        0x21 when bytes >= 36 => null,
        0x11 or 0x21 => "The header of the PROXY protocol is too short for its addresses.",
        _ => "The header of the PROXY protocol is not for a TCP connection.",
    };

    // Addresses, then ports, each first the client's. A Unix socket has none that the gateway could use.
    private static IPEndPoint? ClientOf(int family, ReadOnlySpan<byte> addresses) => family switch
    {
        0x11 => EndPoint(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..])),
        0x21 => EndPoint(new IPAddress(addresses[..16]), BinaryPrimitives.ReadUInt16BigEndian(addresses[32..])),
        _ => null,
    };

    private static IPEndPoint EndPoint(IPAddress address, int port) => new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
}
