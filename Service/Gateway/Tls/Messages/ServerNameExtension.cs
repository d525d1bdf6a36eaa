namespace OmsGateway.Gateway.Tls.Messages;

/// <summary>The extension server_name of a ClientHello (RFC 6066 §3).</summary>
/// <remarks>
/// <code>
/// +-------------+---------------+-------------+------------- - -
/// | list length | name_type = 0 | name length | host name
/// +-------------+---------------+-------------+------------- - -
///        2              1              2         no trailing dot, no IP address
/// </code>
/// </remarks>
internal static class ServerNameExtension
{
    private const byte HostNameType = 0;

    /// <summary>
    /// Reads the one name of the list. The RFC allows one name per type and has never named a second type, so any further
    /// entry could only be there to be read differently by the server.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> extension, out ReadOnlySpan<byte> hostName)
    {
        hostName = default;
        ByteReader reader = new(extension);
        if (!reader.TryReadVector(2, out ReadOnlySpan<byte> list) || !reader.IsAtEnd) return false;
        ByteReader entries = new(list);
        return entries.TryReadByte(out byte type)
            && type == HostNameType
            && entries.TryReadVector(2, out hostName)
            && entries.IsAtEnd
            && !hostName.IsEmpty;
    }
}
