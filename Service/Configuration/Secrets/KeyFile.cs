using System.Security.Cryptography;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Secrets;

/// <summary>The file with the random key, readable by its owner only.</summary>
internal sealed class KeyFile(string path)
{
    private const int Length = 2 * AuthenticatedCipher.HalfLength;

    public string Path { get; } = path;

    /// <summary>The key, made when there is none yet.</summary>
    public byte[] ReadOrCreate()
    {
        if (TryRead() is { } existing) return existing;
        byte[] key = new byte[Length];
        using (var random = RandomNumberGenerator.Create()) random.GetBytes(key);
        try
        {
            UnixPermissions.EnsureDirectory(System.IO.Path.GetDirectoryName(Path)!);
            AtomicFile.Write(Path, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The key file {Path} cannot be written ({e.Message}) {Rights.Remedy}", e);
        }

        return key;
    }

    /// <summary>The key, or null when there is no file.</summary>
    public byte[]? TryRead()
    {
        byte[]? key;
        try
        {
            key = FileContent.TryRead(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SecretException($"the key file {Path} cannot be read ({e.Message})", e);
        }

        if (key is null || key.Length == Length) return key;
        throw new SecretException(
            $"the key file {Path} holds {key.Length} bytes instead of {Length}; restore it, or delete it and {ProtectedText.Remedy}");
    }
}
