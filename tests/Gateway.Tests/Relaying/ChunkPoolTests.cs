using OmsGateway.Gateway.Relaying;

namespace OmsGateway.Gateway.Tests.Relaying;

public class ChunkPoolTests
{
    [Fact]
    public void LargeChunksAreFew_AndCanBeHadAgainWhenReturned()
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
    public void SmallChunksDoNotCount()
    {
        var pool = new ChunkPool(largeChunks: 1);
        Assert.Equal(ChunkPool.SmallSize, pool.Rent(isLarge: false).Length);
        Assert.Equal(ChunkPool.LargeSize, pool.Rent(isLarge: true).Length);
    }
}
