using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>A relay proxy that restarts or fails within its answer while tunnels lead through it.</summary>
[Collection(FaultCollection.Name)]
public class RelayProxyFaultTests
{
    private static readonly byte[] Established = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    [UnixFact]
    public async Task A_restart_breaks_its_tunnels_and_no_later_ones()
    {
        await using Origin proxy = ProxyThatIsAnEcho();
        await Load.AssertLeavesNothingAsync(async watch =>
        {
            using var restarting = new FaultyRelay(proxy.Port, _ => Fault.None, 0);
            await using TestGateway gateway = await StartAsync(restarting.Port);
            watch(gateway);
            using GatewayClient open = await gateway.OpenTunnelAsync(443);

            restarting.Stop();
            await Assert.ThrowsAnyAsync<IOException>(() => open.ReadAsync(1));
            Assert.All(await Load.RunAsync(gateway, 443, 30), e => Assert.Equal(Ending.Refused, e));
            restarting.Start();

            Assert.All(await Load.RunAsync(gateway, 443, 30), e => Assert.Equal(Ending.Whole, e));
            await Load.AssertSettledAsync(gateway);
        });
    }

    [UnixTheory]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.Stall)]
    [InlineData(Fault.Truncate)]
    public async Task An_answer_that_breaks_off_is_refused_in_time(Fault fault)
    {
        await using Origin proxy = ProxyThatIsAnEcho();
        await Load.AssertLeavesNothingAsync(async watch =>
        {
            using var breaking = new FaultyRelay(proxy.Port, n => n % 2 == 0 ? fault : Fault.None, afterBytes: Established.Length / 2);
            var time = new ManualTimeProvider();
            await using TestGateway gateway = await StartAsync(breaking.Port, time);
            watch(gateway);

            Ending[] endings = fault == Fault.Stall
                ? await Load.RunAsync(gateway, 443, 40, time, 20)
                : await Load.RunAsync(gateway, 443, 40);

            Assert.Equal(20, endings.Count(e => e == Ending.Refused));
            Assert.Equal(20, endings.Count(e => e == Ending.Whole));
            await Load.AssertSettledAsync(gateway);
        });
    }

    // The proxy answers and then plays the server itself.
    private static Origin ProxyThatIsAnEcho() => new(async stream =>
    {
        var head = new System.Text.StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) throw new SocketException((int)SocketError.ConnectionReset);
            head.Append((char)one[0]);
        }

        await stream.WriteAsync(Established);
        await Origin.ReadRecordAsync(stream);
        await stream.WriteAsync(ServerHelloBuilder.Tls13Record);
        await stream.CopyToAsync(stream);
    });

    private static Task<TestGateway> StartAsync(int proxyPort, TimeProvider? time = null) => TestGateway.StartAsync(443, s => s with
    {
        RelayProxy = new RelayProxySettings { Host = $"{IPAddress.Loopback}", Port = proxyPort },
    }, time);
}
