namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>
/// The bytes of a stream, opened only when they are written or read, so that a large one need not be in memory.
/// </summary>
public abstract class StreamContent
{
    /// <summary>How many bytes <see cref="Open"/> yields.</summary>
    public abstract long Length { get; }

    /// <summary>Opens the bytes for reading from the start.</summary>
    public abstract Stream Open();

    /// <summary>Bytes in memory.</summary>
    public static StreamContent Of(byte[] bytes) => new MemoryContent(bytes);

    /// <summary>The bytes of a file, whose length is taken now.</summary>
    public static StreamContent OfFile(string path) => new FileContent(path);

    /// <summary>All bytes at once.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        using var stream = Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class MemoryContent(byte[] bytes) : StreamContent
    {
        public override long Length => bytes.Length;

        public override Stream Open() => new MemoryStream(bytes, writable: false);
    }

    private sealed class FileContent(string path) : StreamContent
    {
        public override long Length { get; } = new FileInfo(path).Length;

        public override Stream Open() => File.OpenRead(path);
    }
}
