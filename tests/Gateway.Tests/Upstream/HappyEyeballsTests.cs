using System.Net;
using System.Net.Sockets;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Upstream;

public class HappyEyeballsTests
{
    [Fact]
    public void Interleave_AlternatesFamiliesFromTheFirst()
    {
        IPAddress[] addresses = Parse("2001:db8::1", "2001:db8::2", "192.0.2.1", "2001:db8::3");
        Assert.Equal(Parse("2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"), HappyEyeballs.Interleave(addresses));
    }

    [Fact]
    public async Task ADeadFirstAddressCostsOnlyTheAttemptDelay()
    {
        using var dead = new SilentPort();
        using var alive = new TcpListener(IPAddress.Parse("127.0.0.2"), dead.Port);
        alive.Start();
        var time = new ManualTimeProvider();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));

        Task<Connection> connecting = HappyEyeballs.ConnectAsync(Parse("127.0.0.1", "127.0.0.2"), dead.Port, time, limit.Token);
        Assert.False(connecting.IsCompleted);
        time.Advance(HappyEyeballs.AttemptDelay);

        using Socket connected = (await connecting).Socket;
        Assert.Equal("127.0.0.2", ((IPEndPoint)connected.RemoteEndPoint!).Address.ToString());
    }

    [Fact]
    public async Task ARefusedFirstAddressCostsNothing()
    {
        using var alive = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        alive.Start();
        int port = ((IPEndPoint)alive.LocalEndpoint).Port;

        // The clock stands still, so only the failure itself can start the next attempt.
        Connection connected = await HappyEyeballs.ConnectAsync(
            Parse("127.0.0.1", "127.0.0.2"), port, new ManualTimeProvider(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(15));

        using Socket socket = connected.Socket;
        Assert.Equal("127.0.0.2", ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString());
        Assert.Equal(socket.RemoteEndPoint, connected.EndPoint);
    }

    [Fact]
    public async Task WhenEveryAddressFailsTheLastFailureIsThrown()
    {
        int port = LoopbackPort.Free();
        SocketException error = await Assert.ThrowsAsync<SocketException>(
            () => HappyEyeballs.ConnectAsync(Parse("127.0.0.1", "127.0.0.2"), port, TimeProvider.System, CancellationToken.None));
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    [Fact]
    public async Task TheDeadlineEndsAllAttempts()
    {
        using var dead = new SilentPort();
        using var deadline = new CancellationTokenSource();
        Task<Connection> connecting = HappyEyeballs.ConnectAsync(Parse("127.0.0.1", "127.0.0.1"), dead.Port, new ManualTimeProvider(), deadline.Token);

        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    private static IPAddress[] Parse(params string[] addresses) => Array.ConvertAll(addresses, IPAddress.Parse);
}
