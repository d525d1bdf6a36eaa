using OmsGateway.Gateway.Pumping;

namespace OmsGateway.Gateway.Tests.Pumping;

public class ChunkPoolTests
{
    [Fact]
    public void Large_chunks_are_few_and_can_be_had_again_when_returned()
    {
        var pool = new ChunkPool(largeChunks: 2);
        byte[] first = pool.Rent(isLarge: true), second = pool.Rent(isLarge: true), third = pool.Rent(isLarge: true);
        Assert.Equal((ChunkPool.LargeSize, ChunkPool.LargeSize, ChunkPool.SmallSize), (first.Length, second.Length, third.Length));

        pool.Return(third);
        Assert.Equal(ChunkPool.SmallSize, pool.Rent(isLarge: true).Length);
        pool.Return(first);
        Assert.Equal(ChunkPool.LargeSize, pool.Rent(isLarge: true).Length);
    }

    [Fact]
    public void Small_chunks_do_not_count()
    {
        var pool = new ChunkPool(largeChunks: 1);
        Assert.Equal(ChunkPool.SmallSize, pool.Rent(isLarge: false).Length);
        Assert.Equal(ChunkPool.LargeSize, pool.Rent(isLarge: true).Length);
    }
}
