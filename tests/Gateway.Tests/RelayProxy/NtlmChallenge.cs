using System.Buffers.Binary;
using System.Text;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>The CHALLENGE_MESSAGE (type 2) of a domain controller (MS-NLMP §2.2.1.2), in Base64.</summary>
internal static class NtlmChallenge
{
    // UNICODE, REQUEST_TARGET, SIGN, NTLM, ALWAYS_SIGN, TARGET_TYPE_DOMAIN, EXTENDED_SESSIONSECURITY, TARGET_INFO, VERSION,
    // 128 and KEY_EXCH: .NET insists on all of them
    private const uint Flags = 0x6289_8215;
    private const int HeaderLength = 56;

    public static string Create()
    {
        byte[] domain = Encoding.Unicode.GetBytes("CONTOSO");
        // MsvAvNbComputerName and MsvAvNbDomainName with the same name, then MsvAvEOL.
        byte[] info = [1, 0, (byte)domain.Length, 0, .. domain, 2, 0, (byte)domain.Length, 0, .. domain, 0, 0, 0, 0];
        byte[] message = new byte[HeaderLength];
        "NTLMSSP\0"u8.CopyTo(message);
        message[8] = 2;
        WriteField(message.AsSpan(12), domain.Length, HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(20), Flags);
        "8 bytes!"u8.CopyTo(message.AsSpan(24));
        WriteField(message.AsSpan(40), info.Length, HeaderLength + domain.Length);
        message[48] = 10;
        message[55] = 15;
        return Convert.ToBase64String([.. message, .. domain, .. info]);
    }

    private static void WriteField(Span<byte> field, int length, int offset)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)length);
        BinaryPrimitives.WriteInt32LittleEndian(field[4..], offset);
    }
}
