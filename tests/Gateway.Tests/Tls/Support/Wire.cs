namespace OmsGateway.Gateway.Tests.Tls.Support;

/// <summary>Writes the pieces TLS is made of.</summary>
internal static class Wire
{
    public const byte ChangeCipherSpecType = 20;
    public const byte AlertType = 21;
    public const byte HandshakeType = 22;
    public const byte ApplicationDataType = 23;

    public static readonly byte[] ChangeCipherSpec = Record(ChangeCipherSpecType, [1]);
    public static readonly byte[] WarningAlert = Record(AlertType, [1, 112]);
    public static readonly byte[] EncryptedData = Record(ApplicationDataType, [1, 2, 3, 4, 5, 6, 7, 8]);

    public static byte[] Join(params byte[][] parts) => parts.SelectMany(p => p).ToArray();

    public static byte[] UInt16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Vector(int lengthSize, params byte[] content)
    {
        byte[] length = new byte[lengthSize];
        for (int i = 0; i < lengthSize; i++) length[i] = (byte)(content.Length >> (8 * (lengthSize - 1 - i)));
        return Join(length, content);
    }

    public static byte[] Message(byte type, params byte[] body) => Join([type], Vector(3, body));

    public static byte[] Record(byte type, byte[] content, ushort version = 0x0303) =>
        Join([type], UInt16(version), Vector(2, content));

    public static byte[] Handshake(params byte[][] messages) => Record(HandshakeType, Join(messages));

    /// <summary>The same handshake bytes in records of the given size.</summary>
    public static byte[] Fragmented(byte[] content, int size) =>
        Join(content.Chunk(size).Select(piece => Record(HandshakeType, piece)).ToArray());

    /// <summary>The handshake content of whole records.</summary>
    public static byte[] ContentOf(ReadOnlySpan<byte> records)
    {
        List<byte> content = [];
        while (!records.IsEmpty)
        {
            int size = 5 + ((records[3] << 8) | records[4]);
            content.AddRange(records[5..size]);
            records = records[size..];
        }

        return content.ToArray();
    }
}
