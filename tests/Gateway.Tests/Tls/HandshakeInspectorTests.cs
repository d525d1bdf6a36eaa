using OmsGateway.Configuration.Hosts;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;
using static OmsGateway.Gateway.Tests.Tls.Support.LegacyHandshake;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class HandshakeInspectorTests
{
    // The inspector's own objects take 544 bytes; a buffer that were not given back would add 2 KB at the least.
    private const int MostBytesPerHandshake = 800;

    [Fact]
    public void Both_directions_may_call_at_once()
    {
        byte[] earlyData = Join(Enumerable.Repeat(EncryptedData, 500).ToArray());
        byte[] client = Join(ClientHelloBuilder.Tls13().WithEarlyData().Record(), earlyData);
        byte[] server = Join(ServerHelloBuilder.Tls13Record, EncryptedData);
        for (int round = 0; round < 50; round++)
        {
            using Tunnel tunnel = new();
            int hello = client.Length - earlyData.Length;
            tunnel.Client(client[..hello]);
            using Barrier start = new(2);
            Thread serverPump = new(() =>
            {
                start.SignalAndWait();
                foreach (byte b in server) tunnel.Server([b]);
            });
            serverPump.Start();
            start.SignalAndWait();
            tunnel.ClientByteByByte(client[hello..]);
            serverPump.Join();
            Assert.True(tunnel.Inspector.IsVerified);
            Assert.Equal(client, tunnel.ToServer);
            Assert.Equal(server, tunnel.ToClient);
        }
    }

    [Fact]
    public void Buffers_go_back_to_the_pool()
    {
        byte[] clientHello = ClientHelloBuilder.Tls13().With(0x1234, new byte[1800]).Record();
        byte[] fragments = Fragmented(ClientHelloBuilder.Tls13().With(0x1234, new byte[1800]).Message(), 500);
        byte[] serverHello = Join(ServerHelloBuilder.Tls13Record, new byte[3000]);
        HostName target = HostName.Parse(Tunnel.Target);
        foreach (byte[] hello in new[] { clientHello, fragments })
        {
            for (int i = 0; i < 100; i++) ShakeHands(target, hello, serverHello);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) ShakeHands(target, hello, serverHello);
            Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, MostBytesPerHandshake);
        }
    }

    [Fact]
    public void Buffers_go_back_to_the_pool_from_an_unfinished_message()
    {
        using var certificate = TestCertificate.Create("CN=mycert", padding: 3_000);
        byte[] cut = Fragmented(Certificate(certificate), 1_500)[..2_500];
        byte[] hello = ClientHelloBuilder.Tls12().Record();
        byte[] flight = ServerFlight(asksForCertificate: true);
        HostName target = HostName.Parse(Tunnel.Target);
        long before = 0;
        for (int i = 0; i < 200; i++)
        {
            if (i == 100) before = GC.GetAllocatedBytesForCurrentThread();
            using HandshakeInspector inspector = new(target, Policy.Required);
            inspector.Inspect(TunnelDirection.ClientToServer, hello);
            inspector.Inspect(TunnelDirection.ServerToClient, flight);
            if (inspector.Inspect(TunnelDirection.ClientToServer, cut).State != InspectionState.Inspecting)
                Assert.Fail(inspector.RefusalDetail);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, MostBytesPerHandshake);
    }

    // Asserts only at the end: they allocate.
    private static void ShakeHands(HostName target, byte[] clientHello, byte[] serverHello)
    {
        using HandshakeInspector inspector = new(target, Policy.Default);
        inspector.Inspect(TunnelDirection.ClientToServer, clientHello);
        inspector.Inspect(TunnelDirection.ServerToClient, serverHello);
        InspectionStep last = inspector.Inspect(TunnelDirection.ClientToServer, EncryptedData);
        if (last.State != InspectionState.Passed) Assert.Fail(inspector.RefusalDetail);
    }
}
