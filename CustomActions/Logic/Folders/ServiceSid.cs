using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.CustomActions.Folders;

/// <summary>
/// The security identifier of a service's virtual account <c>NT SERVICE\name</c>. It follows from the name ([MS-DTYP]
/// section 2.4.2.4, S-1-5-80), so that an access control list can name the account before the service exists.
/// </summary>
internal static class ServiceSid
{
    public static string Of(string service)
    {
#pragma warning disable CA5350 // Windows defines the identifier by SHA-1; it protects nothing.
        using SHA1 sha1 = SHA1.Create();
#pragma warning restore CA5350
        byte[] hash = sha1.ComputeHash(Encoding.Unicode.GetBytes(service.ToUpperInvariant()));
        return "S-1-5-80-" + string.Join("-", Enumerable.Range(0, 5).Select(i => BitConverter.ToUInt32(hash, i * 4)));
    }
}
