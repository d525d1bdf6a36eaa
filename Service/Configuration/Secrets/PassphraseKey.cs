using System.Security.Cryptography;
using System.Text;

namespace OmsGateway.Configuration.Secrets;

/// <summary>
/// A key that is made of a passphrase: the 64 bytes of the first block of PBKDF2-HMAC-SHA-512 (RFC 8018, §5.2), so that anyone who tries
/// passphrases has as much to do as the gateway. netstandard2.0 has PBKDF2 with SHA-1 alone.
/// </summary>
internal sealed class PassphraseKey
{
    /// <summary>How the key is made.</summary>
    public const string Method = "PBKDF2-HMAC-SHA-512";

    /// <summary>Iterations of a new key: OWASP's figure for PBKDF2-HMAC-SHA512 (Password Storage Cheat Sheet, PBKDF2).</summary>
    public const int DefaultIterations = 210_000;

    /// <summary>Fewest iterations that a file may ask for; with less it is a forgery.</summary>
    public const int LeastIterations = 100_000;

    /// <summary>Most iterations that a file may ask for, which take seconds.</summary>
    public const int MostIterations = 2_000_000;

    /// <summary>Length of the salt in bytes: the least that NIST SP 800-132, §5.1, asks for.</summary>
    public const int SaltLength = 16;

    /// <summary>Fewest characters of a passphrase for a new key: NIST SP 800-63B-4, §3.1.1.2, for a password that is the only factor.</summary>
    public const int LeastCharacters = 15;

    private readonly byte[] _key;

    private PassphraseKey(byte[] key, byte[] salt, int iterations)
    {
        _key = key;
        Salt = salt;
        Iterations = iterations;
    }

    public byte[] Salt { get; }

    public int Iterations { get; }

    /// <summary>Makes a key with a new salt.</summary>
    /// <exception cref="ConfigurationException">The passphrase is too short.</exception>
    public static PassphraseKey Create(string passphrase)
    {
        if (passphrase.Length < LeastCharacters)
        {
            throw new ConfigurationException($"Nothing was exported: the passphrase has {passphrase.Length} characters. Take {LeastCharacters} or more, "
                + "such as five random words: anyone who has the file can try as many as they like.");
        }

        byte[] salt = new byte[SaltLength];
        using (var random = RandomNumberGenerator.Create()) random.GetBytes(salt);
        return Derive(passphrase, salt, DefaultIterations);
    }

    /// <summary>Makes the key of a passphrase.</summary>
    public static PassphraseKey Derive(string passphrase, byte[] salt, int iterations)
    {
        using var hmac = new HMACSHA512(Encoding.UTF8.GetBytes(passphrase));
        // The number of the block follows the salt.
        byte[] step = hmac.ComputeHash([.. salt, 0, 0, 0, 1]);
        byte[] key = [.. step];
        for (int done = 1; done < iterations; done++)
        {
            step = hmac.ComputeHash(step);
            for (int i = 0; i < key.Length; i++) key[i] ^= step[i];
        }

        return new PassphraseKey(key, salt, iterations);
    }

    /// <summary>The key itself.</summary>
    public IReadOnlyList<byte> Bytes => _key;

    /// <summary>Encrypts and decrypts with this key.</summary>
    public AuthenticatedCipher Cipher => new(_key);
}
