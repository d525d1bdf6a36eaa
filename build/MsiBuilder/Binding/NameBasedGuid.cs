using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// GUIDs derived from a name (RFC 9562, version 5), as upper-case text in braces. WiX takes the name as UTF-16.
/// </summary>
internal static class NameBasedGuid
{
    public static string Create(Guid nameSpace, string name) => Create(nameSpace, Encoding.Unicode.GetBytes(name));

    public static string Create(Guid nameSpace, byte[] name)
    {
        // In network byte order, as the RFC hashes it: in .NET's own layout the first three fields have their low byte first (RFC 9562, 5.5).
        var hash = SHA1.HashData([.. nameSpace.ToByteArray(bigEndian: true), .. name])[..16];
        // Version 5 in the upper half of byte 6, and the RFC's variant in the two upper bits of byte 8 (RFC 9562, 5.5).
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("B").ToUpperInvariant();
    }
}
