using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// The connections that one thread watches on Linux (epoll(7)). Edge-triggered, so that a connection costs one system call for as long as it is
/// open. Handlers run on that thread, and so does what they go on to: a pump never blocks.
/// </summary>
internal sealed unsafe partial class EpollSet
{
    /// <summary>
    /// Whether it is used: on Linux on x64, whose <c>struct epoll_event</c> is packed (sys/epoll.h), unless a test asks for the sockets of the other systems.
    /// </summary>
    public static readonly bool IsSupported = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && Environment.GetEnvironmentVariable("OMSGATEWAY_SOCKETS") != "portable";

    // The numbers of sys/epoll.h on x64.
    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EPOLL_CTL_ADD = 1;
    private const uint EPOLLIN = 0x1;
    private const uint EPOLLOUT = 0x4;
    private const uint EPOLLERR = 0x8;
    private const uint EPOLLHUP = 0x10;
    private const uint EPOLLRDHUP = 0x2000;
    private const uint EPOLLET = 0x80000000;
    // 3 KB of the stack. With more events than that the next calls return the others in turn (epoll_wait(2)).
    private const int EventsAtOnce = 256;

    // One thread for two processors sees the events: the kernel's share of the work keeps the other one busy, and a tunnel whose two connections
    // belong to different threads wakes one with every message.
    private static readonly EpollSet[] Sets = IsSupported
        ? [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(i => new EpollSet(i))] : [];
    private static readonly Lock Changing = new();

    // By the number of the socket, which is the lowest that is free (socket(2)), so that the array has few gaps.
    private static EpollConnection?[] s_connections = new EpollConnection?[1024];
    private static uint s_lastId;

    private readonly int _epoll;

    private EpollSet(int number)
    {
        _epoll = epoll_create1(EPOLL_CLOEXEC);
        if (_epoll < 0) throw new InvalidOperationException($"epoll_create1 failed (errno {Marshal.GetLastPInvokeError()}).");
        new Thread(Run) { IsBackground = true, Name = $"socket events {number}" }.Start();
    }

    /// <summary>Watches a connection until it is removed.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    /// <exception cref="SocketException">The system watches no more (epoll_ctl(2), ENOSPC and ENOMEM).</exception>
    public static void Add(EpollConnection connection)
    {
        // Until this is released, the number stays this socket's.
        bool isHeld = false;
        connection.Socket.DangerousAddRef(ref isHeld);
        try
        {
            int number = (int)connection.Socket.DangerousGetHandle();
            // Set before the first event can come.
            uint id = connection.Id = Interlocked.Increment(ref s_lastId);
            lock (Changing)
            {
                if (number >= s_connections.Length) Array.Resize(ref s_connections, Math.Max(number + 1, 2 * s_connections.Length));
                s_connections[number] = connection;
            }

            var wanted = new EpollEvent { Events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, Data = ((ulong)id << 32) | (uint)number };
            EpollSet set = connection.Set ??= Sets[id % (uint)Sets.Length];
            if (epoll_ctl(set._epoll, EPOLL_CTL_ADD, number, &wanted) != 0)
                throw new SocketException((int)SocketError.NoBufferSpaceAvailable);
        }
        finally
        {
            connection.Socket.DangerousRelease();
        }
    }

    /// <summary>Forgets a connection, before its socket is closed and another one gets the number. Closing takes it out of the kernel's set.</summary>
    public static void Remove(EpollConnection connection)
    {
        int number = (int)connection.Socket.DangerousGetHandle();
        lock (Changing)
        {
            // At a second call the number may be another socket's.
            if (number >= 0 && number < s_connections.Length && s_connections[number] == connection) s_connections[number] = null;
        }
    }

    private void Run()
    {
        EpollEvent* events = stackalloc EpollEvent[EventsAtOnce];
        while (true)
        {
            // A negative count is an interruption by a signal (EINTR).
            int count = epoll_wait(_epoll, events, EventsAtOnce, -1);
            for (int i = 0; i < count; i++)
            {
                uint happened = events[i].Events;
                // Read anew for each event: Add may have put a larger array in its place.
                EpollConnection?[] connections = Volatile.Read(ref s_connections);
                if (connections[(uint)events[i].Data] is not { } connection || connection.Id != (uint)(events[i].Data >> 32)) continue;
                // EPOLLHUP and EPOLLERR come unasked (epoll_ctl(2)), and a wait in either direction has to hear of them.
                bool hasEnded = (happened & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
                connection.Signal(hasEnded || (happened & EPOLLIN) != 0, (happened & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0, hasEnded);
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int socket, EpollEvent* wanted);

    [LibraryImport("libc")]
    private static partial int epoll_wait(int epoll, EpollEvent* events, int most, int milliseconds);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct EpollEvent
    {
        public uint Events;
        public ulong Data;
    }
}
