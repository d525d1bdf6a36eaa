namespace OmsGateway.MsiBuilder.CompoundFile;

/// <summary>A stream of a compound file that was read: sectors of the file, or mini sectors of the mini stream.</summary>
internal sealed class ChainContent(SectorReader sectors, List<uint> chain, long length, List<uint>? miniChain) : StreamContent
{
    public override long Length => length;

    public override Stream Open() => new ChainStream(this);

    private int Read(long position, Span<byte> target)
    {
        var size = miniChain is null ? Sectors.Size : Sectors.MiniSize;
        var offset = (int)(position % size);
        var count = (int)Math.Min(Math.Min(target.Length, size - offset), length - position);
        if (count <= 0)
            return 0;
        var sector = chain[(int)(position / size)];
        if (miniChain is not null)
        {
            // A mini sector is a place in the mini stream, which is itself a chain of ordinary sectors ([MS-CFB] 2.4).
            var inMiniStream = (long)sector * Sectors.MiniSize + offset;
            (sector, offset) = (miniChain[(int)(inMiniStream / Sectors.Size)], (int)(inMiniStream % Sectors.Size));
        }

        sectors.Read(sector, offset, target[..count]);
        return count;
    }

    private sealed class ChainStream(ChainContent content) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => content.Length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var total = 0;
            while (total < buffer.Length && content.Read(_position, buffer[total..]) is > 0 and var read)
                (total, _position) = (total + read, _position + read);
            return total;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
