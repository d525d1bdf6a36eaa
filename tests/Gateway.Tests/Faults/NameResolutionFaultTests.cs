using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>A resolver that fails, hangs or changes its mind under load.</summary>
[Collection(FaultCollection.Name)]
public class NameResolutionFaultTests
{
    [UnixFact]
    public async Task A_failure_ends_with_the_resolver_s_recovery()
    {
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port);
        gateway.Names.Set("origin.test", _ => throw new SocketException((int)SocketError.TryAgain));
        Assert.All(await Load.RunAsync(gateway, origin.Port, 40), e => Assert.Equal(Ending.Refused, e));

        gateway.Names.Set("origin.test", "127.0.0.1");

        Assert.All(await Load.RunAsync(gateway, origin.Port, 40), e => Assert.Equal(Ending.Whole, e));
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task A_hanging_look_up_holds_up_its_own_host_only()
    {
        var time = new ManualTimeProvider();
        var answer = new TaskCompletionSource<IPAddress[]>();
        await using Origin origin = Origin.Echo();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, time: time);
        gateway.Names.Set("origin.test", _ => answer.Task);
        Task<Ending[]> hanging = Load.RunAsync(gateway, origin.Port, 60);

        Assert.All(await Load.RunAsync(gateway, origin.Port, 20, "localhost"), e => Assert.Equal(Ending.Whole, e));
        Assert.False(hanging.IsCompleted);
        await time.AdvanceUntilAsync(hanging);
        Assert.All(await hanging, e => Assert.Equal(Ending.Refused, e));
        answer.SetResult([IPAddress.Loopback]);

        Assert.All(await Load.RunAsync(gateway, origin.Port, 20), e => Assert.Equal(Ending.Whole, e));
        await Load.AssertSettledAsync(gateway);
    }

    [UnixFact]
    public async Task A_name_that_moves_is_judged_anew_each_time()
    {
        var time = new ManualTimeProvider();
        await using Origin origin = Origin.Echo(), decoy = Origin.Echo(IPAddress.Parse("127.0.0.2"));
        await using TestGateway gateway = await TestGateway.StartAsync(
            origin.Port, s => s with { AllowedNetworks = [OmsGateway.Configuration.Networks.IpNetwork.Parse("127.0.0.1")] }, time);
        for (int round = 0; round < 6; round++)
        {
            bool isAllowed = round % 2 == 0;
            gateway.Names.Set("origin.test", isAllowed ? "127.0.0.1" : "127.0.0.2");
            time.Advance(CachingNameResolver.Lifetime);
            Assert.All(await Load.RunAsync(gateway, origin.Port, 10), e => Assert.Equal(isAllowed ? Ending.Whole : Ending.Refused, e));
        }

        Assert.Equal(0, decoy.Connections);
        await Load.AssertSettledAsync(gateway);
    }
}
