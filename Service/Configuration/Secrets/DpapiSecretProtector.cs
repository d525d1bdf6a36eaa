using System.ComponentModel;
using System.Text;
using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Secrets;

/// <summary>
/// Protects secrets by Windows' DPAPI for this machine, so that the service and any administrator can read them. The
/// directory's access control list keeps others from the protected text; the entropy keeps other programs' DPAPI blobs out.
/// </summary>
public sealed class DpapiSecretProtector : ISecretProtector
{
    private const string Prefix = "dpapi1:";

    private static readonly byte[] Entropy = Encoding.ASCII.GetBytes("OMS Gateway relay password v1");

    /// <inheritdoc/>
    public string Protect(string secret)
    {
        try
        {
            return Prefix + Convert.ToBase64String(Crypt32.Protect(Encoding.UTF8.GetBytes(secret), Entropy));
        }
        catch (Win32Exception e)
        {
            throw new SecretException($"Windows could not protect the secret ({e.Message})", e);
        }
    }

    /// <inheritdoc/>
    public string Unprotect(string protectedText)
    {
        byte[] data = ProtectedText.Decode(protectedText, Prefix);
        try
        {
            return Encoding.UTF8.GetString(Crypt32.Unprotect(data, Entropy));
        }
        catch (Win32Exception)
        {
            throw new SecretException($"it was altered, cut off, or protected on another machine; {ProtectedText.Remedy}");
        }
    }
}
