using OmsGateway.Host.Running;

namespace OmsGateway.Host.Tests.Running;

public class MemoryTrimTests
{
    private readonly MemoryTrim _trim;
    private long _allocated;
    private int _collections;

    public MemoryTrimTests() => _trim = new MemoryTrim(() => _allocated, () => _collections++);

    [Fact]
    public void A_burst_is_collected_once_when_it_is_over()
    {
        Allocate(MemoryTrim.WorthwhileBytes);
        Assert.Equal(0, _collections);

        Allocate(0);
        Assert.Equal(1, _collections);

        Allocate(0);
        Assert.Equal(1, _collections);
    }

    [Fact]
    public void What_little_is_allocated_at_a_time_adds_up()
    {
        for (long left = MemoryTrim.WorthwhileBytes; left > 0; left -= MemoryTrim.QuietBytes / 2)
        {
            Assert.Equal(0, _collections);
            Allocate(MemoryTrim.QuietBytes / 2);
        }

        Assert.Equal(1, _collections);
    }

    [Fact]
    public void A_load_that_goes_on_is_not_interrupted()
    {
        for (int i = 0; i < 100; i++) Allocate(MemoryTrim.QuietBytes);
        Assert.Equal(0, _collections);
    }

    [Fact]
    public void The_end_of_many_tunnels_is_collected_though_closing_them_allocates_little()
    {
        Allocate(0, openTunnels: MemoryTrim.WorthwhileTunnels + 1);
        Allocate(0, openTunnels: 2);
        Assert.Equal(0, _collections);

        Allocate(0, openTunnels: 1);
        Assert.Equal(1, _collections);

        Allocate(0, openTunnels: 0);
        Assert.Equal(1, _collections);
    }

    private void Allocate(long bytes, long openTunnels = 0)
    {
        _allocated += bytes;
        _trim.Tick(openTunnels);
    }
}
