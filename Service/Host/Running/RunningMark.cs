using System.Net.Sockets;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Host.Running;

/// <summary>
/// Shows every user of this computer that a gateway runs on a configuration, without a file, which a full disk or a missing right could
/// keep from being written. It goes with the process.
/// </summary>
internal static class RunningMark
{
    /// <summary>Sets the mark; does nothing where the system does not let it.</summary>
    public static IDisposable? Set(string directory)
    {
        try
        {
            // Owned by nobody: that it exists says enough, and only the thread that owns a mutex can release it.
            if (OperatingSystem.IsWindows()) return new Mutex(false, GatewayPresence.MutexName(directory));
            if (!OperatingSystem.IsLinux()) return null;
            // In the abstract namespace (unix(7)), where a name is no file and goes with the socket.
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            // Bound and never listening: nobody can connect to it.
            socket.Bind(new UnixDomainSocketEndPoint("\0" + GatewayPresence.SocketName(directory, Environment.ProcessId)));
            return socket;
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException or IOException or WaitHandleCannotBeOpenedException)
        {
            return null;
        }
    }
}
