using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmsGateway.Gateway.Sockets;

/// <summary>
/// A socket of Linux that does not block, by the system's own calls. .NET's asks the system about each socket, makes it non-blocking by two calls, and
/// tries to receive before each wait: a third more calls for a tunnel, and 2 KB more memory.
/// </summary>
internal sealed unsafe partial class LinuxSocket : SafeHandleZeroOrMinusOneIsInvalid
{
    // The numbers of linux/socket.h, asm-generic/socket.h, linux/tcp.h and net/tcp_states.h.
    private const int AF_INET = 2;
    private const int AF_INET6 = 10;
    private const int SOCK_STREAM = 1;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int IPPROTO_TCP = 6;
    private const int TCP_NODELAY = 1;
    private const int TCP_INFO = 11;
    private const int TCP_CLOSE = 7;
    private const int SOL_SOCKET = 1;
    private const int SO_ERROR = 4;
    private const int SO_LINGER = 13;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int SHUT_WR = 1;
    private const int EINTR = 4;

    // struct sockaddr_in6; sockaddr_in is shorter.
    private const int LongestAddress = 28;

    /// <param name="number">The number of a socket.</param>
    /// <param name="isOwner">Whether it is closed by this.</param>
    public LinuxSocket(nint number, bool isOwner)
        : base(isOwner) => SetHandle(number);

    /// <summary>Opens one that sends at once what it is given.</summary>
    /// <exception cref="SocketException">There can be none.</exception>
    public static LinuxSocket Open(AddressFamily family)
    {
        int number = Socket(family == AddressFamily.InterNetwork ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
        if (number < 0) throw new SocketException((int)LastError());
        var socket = new LinuxSocket(number, isOwner: true);
        int yes = 1;
        SetOption(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(int));
        return socket;
    }

    /// <summary>Accepts a connection. It sends at once what it is given where the listener does, whose options it inherits.</summary>
    /// <returns>Null with an error, <see cref="SocketError.WouldBlock"/> when there is none.</returns>
    public LinuxSocket? Accept(out IPEndPoint? client, out SocketError error)
    {
        byte* address = stackalloc byte[LongestAddress];
        int length = LongestAddress;
        // The client's address comes with the connection, which saves a getpeername; its flags save two fcntl.
        int number = Accept4(this, address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
        error = number < 0 ? LastError() : SocketError.Success;
        client = number < 0 ? null : ReadAddress(new ReadOnlySpan<byte>(address, LongestAddress));
        return number < 0 ? null : new LinuxSocket(number, isOwner: true);
    }

    /// <summary>Begins to connect; InProgress when it becomes writable once it is connected, or is not.</summary>
    public SocketError Connect(IPEndPoint endPoint)
    {
        byte* address = stackalloc byte[LongestAddress];
        return Connect(this, address, WriteAddress(endPoint, new Span<byte>(address, LongestAddress))) == 0 ? SocketError.Success : LastError();
    }

    /// <summary>What became of a connection that was in progress.</summary>
    public SocketError TakeError()
    {
        int error = 0, length = sizeof(int);
        return GetOption(this, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? Translate(error) : LastError();
    }

    /// <summary>Whether a socket has no connection any more: it was reset, or both ends have shut it down.</summary>
    public static bool IsUnconnected(SafeHandle socket)
    {
        // What struct tcp_info begins with (linux/tcp.h).
        byte state = 0;
        int length = sizeof(byte);
        return GetOption(socket, IPPROTO_TCP, TCP_INFO, &state, &length) == 0 && state == TCP_CLOSE;
    }

    /// <summary>Receives what is there.</summary>
    public int Receive(Span<byte> buffer, out SocketError error)
    {
        fixed (byte* bytes = buffer)
        {
            nint count;
            do count = Receive(this, bytes, buffer.Length, 0);
            while (count < 0 && WasInterrupted);
            return Count(count, out error);
        }
    }

    /// <summary>Sends what there is room for.</summary>
    public int Send(ReadOnlySpan<byte> buffer, out SocketError error)
    {
        fixed (byte* bytes = buffer)
        {
            nint count;
            // A connection that is broken is the error EPIPE and not the signal SIGPIPE (send(2)), whatever the process does with signals.
            do count = Send(this, bytes, buffer.Length, MSG_NOSIGNAL);
            while (count < 0 && WasInterrupted);
            return Count(count, out error);
        }
    }

    /// <summary>Ends the stream to the other end.</summary>
    public SocketError ShutdownSend() => Shutdown(this, SHUT_WR) == 0 ? SocketError.Success : LastError();

    /// <summary>Has the close be a reset.</summary>
    public void ResetOnClose()
    {
        // struct linger { 1, 0 } on a little-endian machine: on, with no time, for which tcp_close of Linux sends a reset.
        long linger = 1;
        SetOption(this, SOL_SOCKET, SO_LINGER, &linger, sizeof(long));
    }

    /// <inheritdoc/>
    // Not repeated after EINTR: Linux has given the number up by then, and it may be another socket's (close(2)).
    protected override bool ReleaseHandle() => Close(handle) == 0;

    private static int Count(nint result, out SocketError error)
    {
        error = result < 0 ? LastError() : SocketError.Success;
        return result < 0 ? 0 : (int)result;
    }

    // sockaddr_in (ip(7)) has family, port and address; sockaddr_in6 (ipv6(7)) family, port, flow label, address and scope. Port and address are
    // in the network's byte order, the others in the machine's.
    private static int WriteAddress(IPEndPoint endPoint, Span<byte> address)
    {
        address.Clear();
        bool isV4 = endPoint.AddressFamily == AddressFamily.InterNetwork;
        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)(isV4 ? AF_INET : AF_INET6));
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(address[(isV4 ? 4 : 8)..], out _);
        if (!isV4) BinaryPrimitives.WriteUInt32LittleEndian(address[24..], (uint)endPoint.Address.ScopeId);
        return isV4 ? 16 : LongestAddress;
    }

    private static IPEndPoint ReadAddress(ReadOnlySpan<byte> address)
    {
        bool isV4 = BinaryPrimitives.ReadUInt16LittleEndian(address) == AF_INET;
        IPAddress ip = isV4 ? new IPAddress(address[4..8]) : new IPAddress(address[8..24], BinaryPrimitives.ReadUInt32LittleEndian(address[24..]));
        return new IPEndPoint(ip, BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
    }

    private static bool WasInterrupted => Marshal.GetLastPInvokeError() == EINTR;

    private static SocketError LastError() => Translate(Marshal.GetLastPInvokeError());

    // The errors of these calls (asm-generic/errno.h) by .NET's names.
    private static SocketError Translate(int error) => error switch
    {
        0 => SocketError.Success,
        EINTR => SocketError.Interrupted,
        // EPERM and EACCES, which a rule of a local firewall causes (connect(2)).
        1 or 13 => SocketError.AccessDenied,
        11 => SocketError.WouldBlock,
        // ENOMEM and ENOBUFS.
        12 or 105 => SocketError.NoBufferSpaceAvailable,
        22 => SocketError.InvalidArgument,
        // ENFILE, the limit of the system, and EMFILE, that of the process.
        23 or 24 => SocketError.TooManyOpenSockets,
        32 => SocketError.Shutdown,
        97 => SocketError.AddressFamilyNotSupported,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        107 => SocketError.NotConnected,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        115 => SocketError.InProgress,
        _ => SocketError.SocketError,
    };

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept4(LinuxSocket listener, byte* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(LinuxSocket socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(LinuxSocket socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(LinuxSocket socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int Shutdown(LinuxSocket socket, int how);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(SafeHandle socket, int level, int option, void* value, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(LinuxSocket socket, int level, int option, void* value, int length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(nint socket);
}
