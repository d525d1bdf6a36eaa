using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Upstream;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Upstream;

public class HappyEyeballsTests
{
    [Fact]
    public void Families_alternate_from_the_first()
    {
        IPAddress[] addresses = Parse("2001:db8::1", "2001:db8::2", "192.0.2.1", "2001:db8::3");
        Assert.Equal(Parse("2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"), HappyEyeballs.Interleave(addresses));
    }

    [Fact]
    public async Task A_dead_first_address_costs_only_the_attempt_delay()
    {
        using var dead = new SilentPort();
        using var alive = new TcpListener(IPAddress.Parse("127.0.0.2"), dead.Port);
        alive.Start();
        var time = new ManualTimeProvider();
        using var limit = new CancellationTokenSource(Patience.Limit);

        Task<Connection> connecting = HappyEyeballs.ConnectAsync(Parse("127.0.0.1", "127.0.0.2"), dead.Port, Places(1), time, limit.Token).AsTask();
        Assert.False(connecting.IsCompleted);
        time.Advance(HappyEyeballs.AttemptDelay);

        using Connection connected = await connecting;
        Assert.Equal("127.0.0.2", connected.EndPoint.Address.ToString());
    }

    [Fact]
    public async Task A_refused_first_address_costs_nothing()
    {
        using var alive = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        alive.Start();
        int port = ((IPEndPoint)alive.LocalEndpoint).Port;

        // The clock stands still, so only the failure itself can start the next attempt.
        using Connection connected = await HappyEyeballs.ConnectAsync(
            Parse("127.0.0.1", "127.0.0.2"), port, Places(1), new ManualTimeProvider(), CancellationToken.None).AsTask().WaitAsync(Patience.Limit);

        using Socket accepted = alive.AcceptSocket();
        Assert.Equal(accepted.LocalEndPoint, connected.EndPoint);
    }

    [Fact]
    public async Task When_every_address_fails_the_last_failure_is_thrown()
    {
        int port = LoopbackPort.Free();
        SocketException error = await Assert.ThrowsAsync<SocketException>(
            () => HappyEyeballs.ConnectAsync(Parse("127.0.0.1", "127.0.0.2"), port, Places(1), TimeProvider.System, CancellationToken.None).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    [Fact]
    public async Task The_deadline_ends_all_attempts()
    {
        using var dead = new SilentPort();
        using var deadline = new CancellationTokenSource();
        Task<Connection> connecting = HappyEyeballs.ConnectAsync(
            Parse("127.0.0.1", "127.0.0.1"), dead.Port, Places(1), new ManualTimeProvider(), deadline.Token).AsTask();

        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task A_name_with_many_silent_addresses_has_two_attempts_at_once_and_eight_in_all()
    {
        // 28 of them took 29 sockets for one tunnel, and with a few tunnels all open files of the process.
        var silent = new SilentAttempts();
        var time = new ManualTimeProvider();
        using var deadline = new CancellationTokenSource();
        IPAddress[] addresses = [.. Enumerable.Range(1, 28).Select(i => new IPAddress([192, 0, 2, (byte)i]))];
        Task<Connection> racing = HappyEyeballs.RaceAsync(addresses, silent.ConnectAsync, Places(1), time, deadline.Token);
        for (int i = 0; i < 8; i++) Assert.Equal(addresses[i], await silent.NextAsync(time));
        // All of them had their turn within the default connect timeout.
        Assert.InRange(time.GetUtcNow() - silent.Began, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromMinutes(1));

        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => racing);
        Assert.Equal(2, silent.MostAtOnce);
        Assert.Equal(8, silent.Attempts);
    }

    [Fact]
    public async Task The_eighth_address_is_reached()
    {
        var silent = new SilentAttempts();
        var time = new ManualTimeProvider();
        IPAddress[] addresses = [.. Enumerable.Range(1, 8).Select(i => new IPAddress([192, 0, 2, (byte)i]))];
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var reached = new SocketConnection(socket, new IPEndPoint(addresses[7], 443));
        Task<Connection> racing = HappyEyeballs.RaceAsync(
            addresses, (address, cancel) => address.Equals(addresses[7]) ? Task.FromResult<Connection>(reached) : silent.ConnectAsync(address, cancel),
            Places(1), time, CancellationToken.None);
        for (int i = 0; i < 7; i++) await silent.NextAsync(time);
        while (!racing.IsCompleted)
        {
            time.Advance(HappyEyeballs.AttemptDelay);
            await Task.Yield();
        }

        Assert.Same(reached, await racing);
    }

    [Fact]
    public async Task Without_a_place_for_a_second_attempt_each_address_has_its_turn()
    {
        // The places are for all tunnels: with one for each, Windows' dynamic ports would do for half the tunnels.
        var silent = new SilentAttempts();
        var time = new ManualTimeProvider();
        SemaphoreSlim places = Places(0);
        using var deadline = new CancellationTokenSource();
        Task<Connection> racing = HappyEyeballs.RaceAsync(
            [.. Enumerable.Range(1, 4).Select(i => new IPAddress([192, 0, 2, (byte)i]))], silent.ConnectAsync, places, time, deadline.Token);
        await silent.NextAsync(time);
        await silent.NextAsync(time);
        Assert.Equal(HappyEyeballs.Turn, time.GetUtcNow() - silent.Began);
        await silent.NextAsync(time);
        Assert.Equal(1, silent.MostAtOnce);

        // One that becomes free is taken, and given back with the race.
        places.Release();
        await silent.NextAsync(time);
        Assert.Equal(2, silent.MostAtOnce);
        Assert.Equal(0, places.CurrentCount);
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => racing);
        Assert.Equal(1, places.CurrentCount);
    }

    [Fact]
    public async Task A_loser_that_connects_after_all_is_closed()
    {
        var time = new ManualTimeProvider();
        var late = new TaskCompletionSource<Connection>();
        IPAddress[] addresses = Parse("192.0.2.1", "192.0.2.2");
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var fast = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var winner = new SocketConnection(fast, new IPEndPoint(addresses[1], 443));
        Task<Connection> racing = HappyEyeballs.RaceAsync(
            addresses, (address, _) => address.Equals(addresses[0]) ? late.Task : Task.FromResult<Connection>(winner), Places(1), time, CancellationToken.None);
        time.Advance(HappyEyeballs.AttemptDelay);
        Assert.Same(winner, await racing.WaitAsync(Patience.Limit));

        // On a thread of the pool, where what waits for it goes on at once.
        await Task.Run(() => late.SetResult(new SocketConnection(slow, new IPEndPoint(addresses[0], 443))));

        Assert.True(slow.SafeHandle.IsClosed);
        Assert.False(fast.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task An_attempt_that_still_waits_ends_with_the_race()
    {
        var silent = new SilentAttempts();
        var time = new ManualTimeProvider();
        IPAddress[] addresses = Parse("192.0.2.1", "192.0.2.2");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var winner = new SocketConnection(socket, new IPEndPoint(addresses[1], 443));
        Task<Connection> racing = HappyEyeballs.RaceAsync(
            addresses, (address, cancel) => address.Equals(addresses[1]) ? Task.FromResult<Connection>(winner) : silent.ConnectAsync(address, cancel),
            Places(1), time, CancellationToken.None);
        Assert.Equal(1, silent.AtOnce);
        time.Advance(HappyEyeballs.AttemptDelay);

        Assert.Same(winner, await racing.WaitAsync(Patience.Limit));

        Assert.Equal(0, silent.AtOnce);
    }

    private static SemaphoreSlim Places(int count) => new(count);

    /// <summary>Attempts that never get an answer.</summary>
    private sealed class SilentAttempts
    {
        private readonly Channel<IPAddress> _started = Channel.CreateUnbounded<IPAddress>();

        public int AtOnce { get; private set; }

        public int Attempts { get; private set; }

        public int MostAtOnce { get; private set; }

        public DateTimeOffset Began { get; } = new ManualTimeProvider().GetUtcNow();

        public Task<Connection> ConnectAsync(IPAddress address, CancellationToken cancel)
        {
            var never = new TaskCompletionSource<Connection>(TaskCreationOptions.RunContinuationsAsynchronously);
            MostAtOnce = Math.Max(MostAtOnce, ++AtOnce);
            Attempts++;
            cancel.Register(() =>
            {
                AtOnce--;
                never.TrySetCanceled(cancel);
            });
            _started.Writer.TryWrite(address);
            return never.Task;
        }

        /// <summary>The next address that is tried; the clock is moved until then.</summary>
        public async Task<IPAddress> NextAsync(ManualTimeProvider time)
        {
            using var limit = new CancellationTokenSource(Patience.Limit);
            IPAddress? address;
            while (!_started.Reader.TryRead(out address))
            {
                // What follows a step of the clock runs on other threads.
                if (!time.HasDelays) await Task.Delay(1, limit.Token);
                else time.Advance(HappyEyeballs.AttemptDelay);
            }

            return address;
        }
    }

    private static IPAddress[] Parse(params string[] addresses) => Array.ConvertAll(addresses, IPAddress.Parse);
}
