using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Sockets;

/// <summary>
/// What a tunnel relies on in a connection, by the sockets of Linux and by those of the other systems. The other end is a plain socket of .NET. That an edge is
/// told once, with all that it stands for, is in epoll(7); that accepted sockets have the listener's options was read off the system here.
/// </summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _limit = new(Patience.Limit);

    public ConnectionTests() => _listener.Start();

    public static TheoryData<bool> Kinds => EpollSet.IsSupported ? [true, false] : [false];

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Stop();
        _limit.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_end_that_comes_with_the_last_bytes_is_seen(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (near)
        using (far)
        {
            Task wait = SocketWait.ForBytesAsync(near, _limit.Token).AsTask();
            far.Send("end"u8);
            far.Shutdown(SocketShutdown.Send);
            await wait;
            Assert.Equal("end"u8.ToArray(), await LoopbackConnection.ReceiveAsync(near, 3));
            Assert.Empty(await LoopbackConnection.ReceiveAsync(near, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_has_no_room_is_sent_once_there_is(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (near)
        using (far)
        {
            byte[] sent = new byte[16 * 1024 * 1024];
            Random.Shared.NextBytes(sent);
            Task sending = near.SendAsync(sent, _limit.Token).AsTask();
            Assert.False(sending.IsCompleted);

            byte[] received = new byte[sent.Length];
            for (int count = 0; count < received.Length;) count += await far.ReceiveAsync(received.AsMemory(count), _limit.Token);
            await sending;
            Assert.True(sent.AsSpan().SequenceEqual(received));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_waits_is_told_of_the_close(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (far)
        {
            Task bytes = SocketWait.ForBytesAsync(near, CancellationToken.None).AsTask();
            near.Dispose();
            await bytes.WaitAsync(_limit.Token);
            Assert.True(LoopbackConnection.IsClosed(near));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_reset_is_no_end_of_the_stream(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (far)
        {
            near.Reset();
            SocketException error = await Assert.ThrowsAsync<SocketException>(async () => await far.ReceiveAsync(new byte[1], _limit.Token));
            Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
            // A tunnel may be ended by several at once.
            near.Reset();
            near.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_reset_of_the_other_end_is_an_error(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (near)
        {
            Task wait = SocketWait.ForBytesAsync(near, _limit.Token).AsTask();
            if (wait.IsCompleted) wait = SocketWait.ForBytesAsync(near, _limit.Token).AsTask();
            Assert.False(wait.IsCompleted);
            far.Close(0);
            await wait;
            Assert.Equal(0, near.Receive(new byte[1], out SocketError error));
            Assert.Equal(SocketError.ConnectionReset, error);
        }
    }

    /// <summary>Whoever sends was told of it, and whoever receives then finds the end of the stream.</summary>
    [UnixTheory]
    [MemberData(nameof(Kinds))]
    public async Task A_reset_is_known_also_once_it_was_told_and_an_end_is_none(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (near)
        {
            far.Close(0);
            near.Send("x"u8, out SocketError error);
            Assert.Equal(SocketError.ConnectionReset, error);
            Assert.Equal(0, near.Receive(new byte[1], out error));
            Assert.Equal(SocketError.Success, error);
            Assert.True(near.WasReset());
        }

        (near, far) = await PairAsync(isOfLinux);
        using (near)
        using (far)
        {
            far.Shutdown(SocketShutdown.Send);
            Assert.Empty(await LoopbackConnection.ReceiveAsync(near, 1));
            Assert.False(near.WasReset());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wait_that_was_given_up_is_followed_by_another(bool isOfLinux)
    {
        (Connection near, Socket far) = await PairAsync(isOfLinux);
        using (near)
        using (far)
        {
            using var impatient = new CancellationTokenSource();
            Task first = SocketWait.ForBytesAsync(near, impatient.Token).AsTask();
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            // And one that was given up before it began, as at the stop of the gateway.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SocketWait.ForBytesAsync(near, impatient.Token).AsTask());

            // What has been told already is told once more.
            Task next = SocketWait.ForBytesAsync(near, _limit.Token).AsTask();
            if (next.IsCompleted) next = SocketWait.ForBytesAsync(near, _limit.Token).AsTask();
            Assert.False(next.IsCompleted);
            far.Send("x"u8);
            await next;
            Assert.Equal("x"u8.ToArray(), await LoopbackConnection.ReceiveAsync(near, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_refused_connection_says_so(bool isOfLinux)
    {
        using Connection connection = To(isOfLinux, new IPEndPoint(IPAddress.Loopback, LoopbackPort.Free()));
        SocketException error = await Assert.ThrowsAsync<SocketException>(async () => await SocketWait.ConnectAsync(connection, _limit.Token));
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_not_made_in_time_is_closed(bool isOfLinux)
    {
        using var silent = new SilentPort();
        using Connection connection = To(isOfLinux, new IPEndPoint(IPAddress.Loopback, silent.Port));
        using var deadline = new CancellationTokenSource();
        Task connecting = SocketWait.ConnectAsync(connection, deadline.Token).AsTask();
        Assert.False(connecting.IsCompleted);
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.True(LoopbackConnection.IsClosed(connection));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task IPv6_is_dialled(bool isOfLinux)
    {
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        using Connection connection = To(isOfLinux, (IPEndPoint)listener.LocalEndpoint);
        await SocketWait.ConnectAsync(connection, _limit.Token);
        using Socket far = await listener.AcceptSocketAsync(_limit.Token);
        await connection.SendAsync("x"u8.ToArray(), _limit.Token);
        Assert.Equal(1, await far.ReceiveAsync(new byte[2], _limit.Token));
    }

    /// <summary>A token says that it is cancelled before it tells: whoever begins to connect in between sees the first and has yet to be closed.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_cancelled_as_it_begins_is_not_waited_for(bool isOfLinux)
    {
        using var silent = new SilentPort();
        using var deadline = new CancellationTokenSource();
        using ManualResetEventSlim closing = new(), hasBegun = new();
        Task? cancelling = null;
        using var connection = new HookedConnection(To(isOfLinux, new IPEndPoint(IPAddress.Loopback, silent.Port)))
        {
            Connecting = () =>
            {
                cancelling = Task.Run(deadline.Cancel);
                closing.Wait(_limit.Token);
            },
            Closing = () =>
            {
                closing.Set();
                hasBegun.Wait(_limit.Token);
            },
        };

        Task connecting = SocketWait.ConnectAsync(connection, deadline.Token).AsTask();
        hasBegun.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Patience.Limit));
        await cancelling!;
    }

    /// <summary>
    /// As where the system has no memory for it: a listener that is not watched must not take itself for one that is, and accept nobody again.
    /// </summary>
    [EpollFact]
    public async Task What_the_system_does_not_watch_is_no_wait_and_none_after_it()
    {
        // epoll_ctl(2), EPERM: a file cannot be watched.
        using SafeFileHandle file = File.OpenHandle(typeof(ConnectionTests).Assembly.Location);
        using var connection = new EpollConnection(new LinuxSocket(file.DangerousGetHandle(), isOwner: false), new IPEndPoint(IPAddress.Loopback, Port));
        for (int i = 0; i < 2; i++)
        {
            SocketException error = await Assert.ThrowsAsync<SocketException>(
                () => SocketWait.ForBytesAsync(connection, CancellationToken.None).AsTask().WaitAsync(Patience.Limit));
            Assert.Equal(SocketError.NoBufferSpaceAvailable, error.SocketErrorCode);
        }
    }

    /// <summary>It accepts on the thread that sees all events: clients that come faster than it serves them would keep tunnels from theirs.</summary>
    [EpollFact]
    public async Task A_flood_of_clients_leaves_tunnels_their_turn()
    {
        const int Flood = 200;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(Flood);
        var endPoint = (IPEndPoint)socket.LocalEndPoint!;
        using var listener = new LinuxListener(socket, endPoint);
        // One for each thread of events at least.
        using var told = new CountdownEvent(Environment.ProcessorCount);
        List<Socket> sockets = [];
        List<Task> tunnels = [];
        for (int i = 0; i < told.InitialCount; i++)
        {
            (Connection near, Socket far) = await PairAsync(isOfLinux: true);
            sockets.Add(far);
            tunnels.Add(ReceiveAsync(near));
        }

        Task<bool> accepting = AcceptAsync();
        using Socket first = await LoopbackPort.DialAsync(endPoint.Port, _limit.Token);
        Assert.True(await accepting);
        await Task.WhenAll(tunnels);
        sockets.ForEach(s => s.Dispose());

        async Task ReceiveAsync(Connection near)
        {
            using (near) await LoopbackConnection.ReceiveAsync(near, 1).ConfigureAwait(false);
            told.Signal();
        }

        async Task<bool> AcceptAsync()
        {
            for (int i = 0; i < Flood; i++)
            {
                using Connection client = await listener.AcceptAsync(_limit.Token).ConfigureAwait(false);
                if (i == 0) Begin();
            }

            return told.Wait(Patience.Limit);
        }

        // While the first client is served.
        void Begin()
        {
            sockets.ForEach(far => far.Send("x"u8));
            for (int i = 0; i < Flood; i++)
            {
                var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                client.Connect(endPoint);
                sockets.Add(client);
            }
        }
    }

    /// <summary>A tunnel of two threads wakes one with each message. Only a computer with four processors has more than one.</summary>
    [EpollFact]
    public async Task A_tunnel_s_connections_are_watched_by_one_thread()
    {
        (Connection server, Socket far) = await PairAsync(isOfLinux: true);
        using Connection client = To(isOfLinux: true, new IPEndPoint(IPAddress.Loopback, Port));
        using (server)
        using (far)
        {
            far.Send("x"u8);
            await SocketWait.ForBytesAsync(server, _limit.Token);

            client.StayWith(server);
            await SocketWait.ConnectAsync(client, _limit.Token);

            Assert.NotNull(((EpollConnection)server).Set);
            Assert.Same(((EpollConnection)server).Set, ((EpollConnection)client).Set);
        }
    }

    [EpollFact]
    public async Task What_Linux_accepts_sends_at_once_and_has_a_plain_address()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        socket.Listen();
        var endPoint = (IPEndPoint)socket.LocalEndPoint!;
        using var listener = new LinuxListener(socket, endPoint);
        using Socket client = await LoopbackPort.DialAsync(endPoint.Port, _limit.Token);

        using Connection accepted = await listener.AcceptAsync(_limit.Token);

        Assert.Equal(client.LocalEndPoint, accepted.EndPoint);
        using var witness = new Socket(new SafeSocketHandle(((EpollConnection)accepted).Socket.DangerousGetHandle(), ownsHandle: false));
        Assert.True(witness.NoDelay);
        Assert.Equal(client.LocalEndPoint!.ToString(), Connection.Plain((IPEndPoint)witness.RemoteEndPoint!).ToString());
    }

    private async Task<(Connection Near, Socket Far)> PairAsync(bool isOfLinux)
    {
        Connection near = To(isOfLinux, new IPEndPoint(IPAddress.Loopback, Port));
        await SocketWait.ConnectAsync(near, _limit.Token);
        return (near, await _listener.AcceptSocketAsync(_limit.Token));
    }

    private static Connection To(bool isOfLinux, IPEndPoint endPoint) => isOfLinux
        ? new EpollConnection(LinuxSocket.Open(endPoint.AddressFamily), endPoint)
        : new SocketConnection(new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, endPoint);
}
