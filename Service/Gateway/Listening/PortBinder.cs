using System.Net;
using System.Net.Sockets;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Gateway.Listening;

/// <summary>Gets a listening socket at the settings' endpoint, or says who or what is in the way.</summary>
/// <param name="ports">The operating system's rules and knowledge.</param>
/// <param name="open">Stands in for the operating system in a test: opens a listening socket, for oneself alone or not.</param>
internal sealed class PortBinder(ISystemPorts ports, Func<IPEndPoint, bool, Socket>? open = null)
{
    // Linux's own limit by default (net.core.somaxconn), so that a thousand agents that come back at once find room on either system.
    internal const int Backlog = 4096;

    private readonly Func<IPEndPoint, bool, Socket> _open =
        open ?? ((endPoint, isExclusive) => Open(endPoint, isExclusive, ports.HasWindowsRules));

    /// <summary>Listens at the settings' endpoint; without an address, on IPv6 and IPv4 at once where the machine has both.</summary>
    /// <exception cref="ListenException">It is not possible now.</exception>
    public Socket Bind(GatewaySettings settings)
    {
        IPAddress address = settings.ListenAddress ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
        return Bind(new IPEndPoint(address, settings.ListenPort), "Listen");
    }

    /// <summary>Listens at an endpoint.</summary>
    /// <param name="endPoint">The endpoint.</param>
    /// <param name="setting">How the names of the settings for its port and address begin.</param>
    /// <exception cref="ListenException">It is not possible now.</exception>
    public Socket Bind(IPEndPoint endPoint, string setting)
    {
        try
        {
            return _open(endPoint, ports.HasWindowsRules);
        }
        catch (SocketException e)
        {
            bool isTaken = e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied;
            PortHolder? holder = isTaken ? ports.FindListener(endPoint) : null;
            if (isTaken && holder is null && ports.HasWindowsRules && TryShared(endPoint) is { } socket) return socket;
            throw new ListenException(ListenProblem.Explain(endPoint, e, holder, ports.HasWindowsRules, setting), e)
            {
                MayPass = e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable
                    || (e.SocketErrorCode == SocketError.AccessDenied && ports.HasWindowsRules),
            };
        }
    }

    /// <summary>The argument of listen. Windows cuts a number at 200; negated it is SOMAXCONN_HINT, up to 65,535 (nf-winsock2-listen).</summary>
    internal static int BacklogFor(bool hasWindowsRules) => hasWindowsRules ? -Backlog : Backlog;

    /// <summary>
    /// Listens without SO_EXCLUSIVEADDRUSE. With it Windows refuses a port as long as connections live that a closed listener accepted
    /// there (so-exclusiveaddruse.md), which are the gateway's own tunnels after a move, or what an earlier run has left; without it
    /// only a listener is in the way, and other accounts can still not take the port over (enhanced socket security, same pages;
    /// python-trio/trio#928 has measured it). What it would tell, whether others listen there on a part of the addresses, was asked before.
    /// </summary>
    private Socket? TryShared(IPEndPoint endPoint)
    {
        try
        {
            return _open(endPoint, false);
        }
        catch (SocketException)
        {
            // The first error says more.
            return null;
        }
    }

    private static Socket Open(IPEndPoint endPoint, bool isExclusive, bool hasWindowsRules)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Turns IPV6_V6ONLY off, which is on by default on Windows and may be on Linux (net.ipv6.bindv6only); only possible before the bind.
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            // On Windows another program could otherwise take over the port; elsewhere the option has no such meaning.
            if (isExclusive) socket.ExclusiveAddressUse = true;
            socket.Bind(endPoint);
            socket.Listen(BacklogFor(hasWindowsRules));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
