using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.Configuration.Secrets;

/// <summary>
/// Protects secrets by a random key in a file that only its owner may read: AES-256-CBC, then HMAC-SHA-256 over version,
/// IV and ciphertext, each with its own half of the key. netstandard2.0 has no AES-GCM.
/// </summary>
public sealed class KeyFileSecretProtector : ISecretProtector
{
    private const string Prefix = "key1:";
    private const int IvLength = 16;
    private const int MacLength = 32;

    private readonly KeyFile _keyFile;

    /// <summary>Uses a key file, which the first secret creates.</summary>
    public KeyFileSecretProtector(string keyPath) => _keyFile = new KeyFile(keyPath);

    /// <inheritdoc/>
    public string Protect(string secret)
    {
        byte[] key = _keyFile.ReadOrCreate();
        using Aes aes = CreateAes(key);
        aes.GenerateIV();
        using ICryptoTransform encryptor = aes.CreateEncryptor();
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] body = [.. aes.IV, .. encryptor.TransformFinalBlock(plain, 0, plain.Length)];
        return Prefix + Convert.ToBase64String([.. body, .. Authenticate(key, body)]);
    }

    /// <inheritdoc/>
    public string Unprotect(string protectedText)
    {
        byte[] data = ProtectedText.Decode(protectedText, Prefix);
        byte[] key = _keyFile.TryRead()
            ?? throw new SecretException($"the key file {_keyFile.Path} is missing; restore it, or {ProtectedText.Remedy}");
        // At least one block of ciphertext, and whole blocks only.
        int length = data.Length - IvLength - MacLength;
        if (length < 16 || length % 16 != 0) throw new SecretException($"the protected text is cut off; {ProtectedText.Remedy}");
        byte[] body = data.Take(IvLength + length).ToArray();
        if (!AreEqual(Authenticate(key, body), data, body.Length))
        {
            throw new SecretException(
                $"it was altered, or protected with another key than that in {_keyFile.Path}; {ProtectedText.Remedy}");
        }

        using Aes aes = CreateAes(key);
        aes.IV = body.Take(IvLength).ToArray();
        using ICryptoTransform decryptor = aes.CreateDecryptor();
        return Encoding.UTF8.GetString(decryptor.TransformFinalBlock(body, IvLength, length));
    }

    private static Aes CreateAes(byte[] key)
    {
        Aes aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.PKCS7;
        aes.Key = key.Take(KeyFile.HalfLength).ToArray();
        return aes;
    }

    private static byte[] Authenticate(byte[] key, byte[] body)
    {
        using var mac = new HMACSHA256(key.Skip(KeyFile.HalfLength).ToArray());
        return mac.ComputeHash([.. Encoding.ASCII.GetBytes(Prefix), .. body]);
    }

    // Every byte is looked at, so that the time taken says nothing about where a forged code is wrong.
    private static bool AreEqual(byte[] mac, byte[] data, int offset)
    {
        int difference = 0;
        for (int i = 0; i < mac.Length; i++) difference |= mac[i] ^ data[offset + i];
        return difference == 0;
    }
}
