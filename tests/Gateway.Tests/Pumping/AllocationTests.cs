using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Pumping;

/// <summary>
/// Counts what the whole process allocates, so nothing else may run beside it. Client and server block on their sockets,
/// which allocates nothing, where asynchronous ones would be counted too.
/// </summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    private const int MaximumPerTunnel = 8 * 1024;

    // Measured: 3.2 KB; half a kilobyte of it is the test's own two sockets.
    private const int MaximumKept = 4 * 1024;

    private static readonly byte[] Hello = ClientHelloBuilder.Tls13("origin.test").Record();
    private static readonly byte[] ServerHello = ServerHelloBuilder.Tls13Record;

    [Theory]
    [InlineData(1000)]
    [InlineData(200_000)]
    public async Task A_transferred_chunk_allocates_nothing(int size)
    {
        const int RoundTrips = 500;
        using var origin = new BlockingEcho();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, log: LogLevel.Warning);
        byte[] chunk = new byte[size];
        using Socket client = Open(gateway.Port, Request(origin.Port), chunk);

        for (int i = 0; i < 500; i++) SendAndReceive(client, chunk, chunk.Length);
        long allocated = await FewestBytesAsync(() =>
        {
            for (int i = 0; i < RoundTrips; i++) SendAndReceive(client, chunk, chunk.Length);
            return Task.CompletedTask;
        });

        // A round trip is two chunks, and the smallest object has 24 bytes; the clocks that tick meanwhile allocate a little.
        Assert.InRange(allocated / (2.0 * RoundTrips), 0, 11.9);
    }

    [Fact]
    public async Task A_tunnel_allocates_less_than_8_KB()
    {
        const int Tunnels = 200;
        using var origin = new BlockingEcho();
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, log: LogLevel.Warning);
        byte[] buffer = new byte[1000];
        byte[] request = Request(origin.Port);

        long tunnels = await FewestBytesAsync(async () =>
        {
            for (int i = 0; i < Tunnels; i++) Exchange(Open(gateway.Port, request, buffer));
            await gateway.WhenIdleAsync();
        });
        // The same without the gateway: what client and target allocate themselves.
        long ends = await FewestBytesAsync(() =>
        {
            for (int i = 0; i < Tunnels; i++) Exchange(Greet(Connect(origin.Port), buffer));
            return Task.CompletedTask;
        });

        Assert.InRange((tunnels - ends) / (double)Tunnels, 1, MaximumPerTunnel - 1);

        void Exchange(Socket socket)
        {
            SendAndReceive(socket, buffer, buffer.Length);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task An_idle_tunnel_keeps_little()
    {
        const int Tunnels = 40;
        using var origin = new BlockingEcho(Tunnels);
        await using TestGateway gateway = await TestGateway.StartAsync(origin.Port, log: LogLevel.Warning);
        byte[] buffer = new byte[1000];
        byte[] request = Request(origin.Port);
        var kept = new List<long>();
        // What tests before it left to be collected, and the test platform's own work, come and go.
        for (int i = 0; i < 9; i++)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            Socket[] open = [.. Enumerable.Range(0, Tunnels).Select(_ => Open(gateway.Port, request, buffer))];
            // The client's first record after the handshake is where inspection ends.
            foreach (Socket socket in open) SendAndReceive(socket, buffer, buffer.Length);
            kept.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / Tunnels);
            foreach (Socket socket in open) socket.Dispose();
            await gateway.WhenIdleAsync();
        }

        Assert.InRange(kept.Order().ElementAt(kept.Count / 2), 1, MaximumKept);
    }

    /// <summary>What an action allocates when nothing else does: what tests before it left running only ever adds.</summary>
    private static async Task<long> FewestBytesAsync(Func<Task> action)
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await action();
            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return fewest;
    }

    private static byte[] Request(int originPort) => Encoding.ASCII.GetBytes($"CONNECT origin.test:{originPort} HTTP/1.1\r\n\r\n");

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static Socket Open(int gatewayPort, byte[] request, byte[] buffer)
    {
        Socket socket = Connect(gatewayPort);
        socket.Send(request);
        socket.Receive(buffer);
        Assert.True(buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8));
        return Greet(socket, buffer);
    }

    private static Socket Greet(Socket socket, byte[] buffer)
    {
        SendAndReceive(socket, Hello, ServerHello.Length, buffer);
        return socket;
    }

    private static void SendAndReceive(Socket socket, byte[] data, int answer, byte[]? buffer = null)
    {
        socket.Send(data);
        for (int received = 0; received < answer;) received += socket.Receive(buffer ?? data, received, answer - received, SocketFlags.None);
    }

    /// <summary>Answers a hello with a hello and the rest with itself, each connection on a thread.</summary>
    private sealed class BlockingEcho : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        /// <param name="connections">How many it serves at once: by default the tunnel under test and those that are being closed.</param>
        public BlockingEcho(int connections = 4)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(512);
            Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            for (int i = 0; i < connections; i++) new Thread(Serve) { IsBackground = true }.Start();
        }

        public int Port { get; }

        public void Dispose() => _listener.Dispose();

        private void Serve()
        {
            byte[] buffer = new byte[4096];
            try
            {
                while (true)
                {
                    using Socket socket = _listener.Accept();
                    // The last piece would otherwise wait for the acknowledgement of the one before, 40 ms on Linux.
                    socket.NoDelay = true;
                    socket.Receive(buffer);
                    socket.Send(ServerHello);
                    for (int read; (read = socket.Receive(buffer, SocketFlags.None, out _)) > 0;) socket.Send(buffer, read, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // Disposed of.
            }
        }
    }
}
