using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.Configuration.Secrets;

/// <summary>
/// Encrypts with AES-256-CBC, then authenticates context, IV and ciphertext with HMAC-SHA-256, each with its own half of the key.
/// netstandard2.0 has no AES-GCM.
/// </summary>
/// <param name="key">Twice <see cref="HalfLength"/> bytes.</param>
internal sealed class AuthenticatedCipher(byte[] key)
{
    /// <summary>Length in bytes of each half of a key: one encrypts, one authenticates.</summary>
    public const int HalfLength = 32;

    private const int BlockLength = 16;
    private const int MacLength = 32;

    /// <summary>Encrypts a secret; the same secret gives other bytes each time.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="context">What must be the same when it is decrypted.</param>
    public byte[] Encrypt(string secret, byte[] context)
    {
        using Aes aes = CreateAes();
        aes.GenerateIV();
        using ICryptoTransform encryptor = aes.CreateEncryptor();
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] body = [.. aes.IV, .. encryptor.TransformFinalBlock(plain, 0, plain.Length)];
        return [.. body, .. Authenticate(context, body)];
    }

    /// <summary>Whether the length is one that can be: an IV, one block of ciphertext or more, whole blocks only, and the code.</summary>
    public static bool IsWhole(byte[] data) => data.Length >= 2 * BlockLength + MacLength && (data.Length - MacLength) % BlockLength == 0;

    /// <summary>The secret, or null when data or context were altered, or the key is another one.</summary>
    public string? TryDecrypt(byte[] data, byte[] context)
    {
        if (!IsWhole(data)) return null;
        byte[] body = [.. data.Take(data.Length - MacLength)];
        // Before anything is decrypted: an answer that depends on the padding would reveal the plaintext (padding oracle).
        if (!AreEqual(Authenticate(context, body), data, body.Length)) return null;
        using Aes aes = CreateAes();
        aes.IV = [.. body.Take(BlockLength)];
        using ICryptoTransform decryptor = aes.CreateDecryptor();
        return Encoding.UTF8.GetString(decryptor.TransformFinalBlock(body, BlockLength, body.Length - BlockLength));
    }

    private Aes CreateAes()
    {
        Aes aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.PKCS7;
        aes.Key = [.. key.Take(HalfLength)];
        return aes;
    }

    private byte[] Authenticate(byte[] context, byte[] body)
    {
        using var mac = new HMACSHA256([.. key.Skip(HalfLength)]);
        return mac.ComputeHash([.. context, .. body]);
    }

    // Every byte is looked at, so that the time taken says nothing about where a forged code is wrong.
    private static bool AreEqual(byte[] mac, byte[] data, int offset)
    {
        int difference = 0;
        for (int i = 0; i < mac.Length; i++) difference |= mac[i] ^ data[offset + i];
        return difference == 0;
    }
}
