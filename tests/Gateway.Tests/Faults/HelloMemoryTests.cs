using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Faults;

/// <summary>What hellos cost that never become whole. Not beside other tests, which would allocate as well.</summary>
[Collection(FaultCollection.Name)]
public class HelloMemoryTests
{
    private const int Sessions = 2000;

    [Theory]
    [InlineData(1_000, 16_384)]
    [InlineData(9_000, 16_384)]
    [InlineData(16_300, 16_384)]
    // In whole records, whose content could be kept twice.
    [InlineData(16_300, 1_200)]
    [InlineData(16_300, 100)]
    public void An_incomplete_hello_costs_little_more_than_it_has_sent(int sent, int recordSize)
    {
        byte[] received = Fragmented(new ClientHelloBuilder().With(0xABCD, new byte[16_280]).Message(), recordSize)[..sent];
        var configuration = new GatewayConfiguration();
        var target = HostName.Parse("origin.test");
        long without = Measure([]);

        long perSession = (Measure(received) - without) / Sessions;

        // Less where the pool still has arrays of its own.
        Assert.InRange(perSession, sent / 2, (sent * 9 / 8) + 1024);

        long Measure(byte[] bytes)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var inspectors = new HandshakeInspector[Sessions];
            for (int i = 0; i < Sessions; i++)
            {
                inspectors[i] = new HandshakeInspector(target, configuration);
                // As a slow client's bytes come: in segments.
                for (int at = 0; at < bytes.Length; at += 1448)
                    inspectors[i].Inspect(TunnelDirection.ClientToServer, bytes.AsSpan(at, Math.Min(1448, bytes.Length - at)));
            }

            long after = GC.GetTotalMemory(forceFullCollection: true);
            foreach (HandshakeInspector inspector in inspectors) inspector.Dispose();
            return after - before;
        }
    }
}
