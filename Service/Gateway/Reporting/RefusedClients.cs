using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway.Listening;

namespace OmsGateway.Gateway.Reporting;

/// <summary>
/// The clients outside AllowedClients. Each is written to the log when it comes for the first time, and after that no more than once in
/// a period, with the number of its connections: a scan of the network fills no log.
/// </summary>
internal sealed class RefusedClients(ILogger logger, TimeProvider time)
{
    /// <summary>Time in which one client is written to the log once.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(30);

    /// <summary>Clients that are told from each other in a period; of the others one event says that there are more.</summary>
    internal const int Capacity = 500;

    private readonly Dictionary<IPAddress, Client> _clients = [];
    private long? _overflowed;

    /// <summary>Takes note of a connection that was closed.</summary>
    public void Add(IPEndPoint endPoint)
    {
        // All addresses of one IPv6 network are one client, as for the limits: a single host can use any number of them.
        IPAddress network = ClientNetwork.Of(endPoint.Address);
        lock (_clients)
        {
            if (!_clients.TryGetValue(network, out Client? client))
            {
                if (_clients.Count == Capacity) RemoveSilent();
                if (_clients.Count == Capacity) ReportOverflow();
                else _clients.Add(network, client = new Client());
            }

            if (client is null) return;
            client.Connections++;
            if (client.Written is { } written && time.GetElapsedTime(written) < Period) return;
            if (client.Written is null) logger.ClientForbidden(endPoint);
            else logger.ClientStillForbidden(endPoint, client.Connections, time.GetElapsedTime(client.Written.Value).TotalMinutes);
            client.Written = time.GetTimestamp();
            client.Connections = 0;
        }
    }

    private void ReportOverflow()
    {
        if (_overflowed is { } written && time.GetElapsedTime(written) < Period) return;
        _overflowed = time.GetTimestamp();
        logger.MoreClientsForbidden(Capacity);
    }

    private void RemoveSilent()
    {
        foreach ((IPAddress network, Client client) in _clients)
        {
            if (time.GetElapsedTime(client.Written!.Value) >= Period) _clients.Remove(network);
        }
    }

    private sealed class Client
    {
        /// <summary>Since the last event.</summary>
        public int Connections;

        public long? Written;
    }
}
