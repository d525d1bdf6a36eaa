using OmsGateway.Configuration.Native;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Status;

public class GatewayReaderTests
{
    [Theory]
    [InlineData(0, 0, 384, 0, true)] // root reads everything
    [InlineData(100, 100, 384, 100, true)] // rw------- of its own
    [InlineData(0, 0, 384, 100, false)]
    [InlineData(0, 100, 416, 100, true)] // rw-r----- of its group
    [InlineData(0, 200, 416, 100, true)] // a group beside the main one
    [InlineData(0, 300, 416, 100, false)]
    [InlineData(0, 0, 420, 100, true)] // rw-r--r--
    [InlineData(100, 0, 36, 100, false)] // ---r--r-- of its own: the owner's bits count
    public void The_mode_says_whether_a_user_may_read(uint owner, uint group, uint mode, uint user, bool expected) =>
        Assert.Equal(expected, GatewayReader.Allows(new LibC.FileOwner(owner, group, mode), new UnixUser(user, [100, 200]), 4));

    [Fact]
    public void A_process_s_user_is_its_effective_one()
    {
        UnixUser user = GatewayReader.ParseUser(["Name:\tgateway", "Uid:\t0\t101\t0\t0", "Gid:\t0\t102\t0\t0", "Groups:\t4 24 "])!.Value;
        Assert.Equal(101u, user.Id);
        Assert.Equal([102u, 4u, 24u], user.Groups);
        Assert.Null(GatewayReader.ParseUser(["Name:\tgateway"]));
    }
}
