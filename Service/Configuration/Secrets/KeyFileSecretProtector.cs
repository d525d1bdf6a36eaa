using System.Text;

namespace OmsGateway.Configuration.Secrets;

/// <summary>Protects secrets by a random key in a file that only its owner may read.</summary>
public sealed class KeyFileSecretProtector : ISecretProtector
{
    private const string Prefix = "key1:";

    // The authentication code covers the version as well.
    private static readonly byte[] Context = Encoding.ASCII.GetBytes(Prefix);

    private readonly KeyFile _keyFile;

    /// <summary>Uses a key file, which the first secret creates.</summary>
    public KeyFileSecretProtector(string keyPath) => _keyFile = new KeyFile(keyPath);

    /// <inheritdoc/>
    public string Protect(string secret) => Prefix + Convert.ToBase64String(new AuthenticatedCipher(_keyFile.ReadOrCreate()).Encrypt(secret, Context));

    /// <inheritdoc/>
    public string Unprotect(string protectedText)
    {
        byte[] data = ProtectedText.Decode(protectedText, Prefix);
        byte[] key = _keyFile.TryRead()
            ?? throw new SecretException($"the key file {_keyFile.Path} is missing; restore it, or {ProtectedText.Remedy}");
        if (!AuthenticatedCipher.IsWhole(data)) throw new SecretException($"the protected text is cut off; {ProtectedText.Remedy}");
        return new AuthenticatedCipher(key).TryDecrypt(data, Context) ?? throw new SecretException(
            $"it was altered, or protected with another key than that in {_keyFile.Path}; {ProtectedText.Remedy}");
    }
}
