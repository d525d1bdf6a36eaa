using System.Buffers;

namespace OmsGateway.Gateway.Sockets;

/// <summary>Bytes in an array of the shared pool that grows with what arrives, never with what a length field promises.</summary>
internal struct PooledBuffer
{
    // The pool's arrays double from size to size, which for small ones hardly matters.
    private const int MaximumPooled = 4096;

    private byte[]? _array;

    /// <summary>Number of bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes held; valid until the next change.</summary>
    public readonly ReadOnlyMemory<byte> Memory => _array.AsMemory(0, Length);

    /// <summary>Copies bytes to the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        int needed = Length + bytes.Length;
        if (_array is null || needed > _array.Length)
        {
            // An eighth to spare, so that what comes byte by byte is seldom copied and yet costs little more than was sent.
            byte[] larger = needed <= MaximumPooled
                ? ArrayPool<byte>.Shared.Rent(needed)
                : GC.AllocateUninitializedArray<byte>(needed + (needed / 8));
            _array.AsSpan(0, Length).CopyTo(larger);
            Return();
            _array = larger;
        }

        bytes.CopyTo(_array.AsSpan(Length));
        Length = needed;
    }

    /// <summary>Drops bytes from the start.</summary>
    public void RemoveStart(int count)
    {
        Length -= count;
        // The two overlap, for which Span.CopyTo allows.
        if (Length > 0 && count > 0) _array.AsSpan(count, Length).CopyTo(_array);
    }

    /// <summary>Drops everything and gives the array back.</summary>
    public void Release()
    {
        Return();
        _array = null;
        Length = 0;
    }

    private readonly void Return()
    {
        if (_array is { Length: <= MaximumPooled }) ArrayPool<byte>.Shared.Return(_array);
    }
}
