using System.Net;
using System.Net.Sockets;

namespace OmsGateway.Configuration.Administration;

/// <summary>Looks a host's addresses up for a person who waits for the answer.</summary>
internal static class HostAddresses
{
    // As long as a resolver waits for one name server by default (resolv.conf(5), timeout).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The host's addresses; none where name servers know none, or are silent for too long.</summary>
    public static IPAddress[] Find(string host)
    {
        // On a thread of its own: a look-up cannot be cancelled, and one that hangs is left alone after the wait.
        Task<IPAddress[]> lookUp = Task.Factory.StartNew(
            () => Dns.GetHostAddresses(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return lookUp.Wait(Patience) ? lookUp.Result : [];
        }
        catch (AggregateException e) when (e.InnerException is SocketException)
        {
            return [];
        }
    }
}
