using System.Net.Sockets;
using System.Text;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Opens a connection the way the gateway would: directly, or through the relay proxy.</summary>
internal static class HostProbe
{
    // A person waits for the answer; what has not answered by then will not serve agents either.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Tries the relay proxies in their order, until one answers as a proxy.</summary>
    /// <param name="host">The target.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="relays">The relay proxies; empty to connect directly.</param>
    public static Reachability Try(string host, int port, IReadOnlyList<RelayProxySettings> relays)
    {
        if (relays.Count == 0) return Try(host, port, null, out _);
        var passedOver = new List<string>();
        foreach (RelayProxySettings relay in relays)
        {
            Reachability reach = Try(host, port, relay, out bool isAnswered);
            if (!isAnswered) passedOver.Add(reach.Explanation);
            else return reach with { Explanation = string.Join(" ", [.. passedOver, reach.Explanation]) };
        }

        return new Reachability(false, string.Join(" ", passedOver));
    }

    private static Reachability Try(string host, int port, RelayProxySettings? relay, out bool isAnswered)
    {
        isAnswered = false;
        string target = relay is null ? $"{host}:{port}" : $"the relay proxy {relay.Host}:{relay.Port}";
        try
        {
            using var client = new TcpClient();
            if (!client.ConnectAsync(relay?.Host ?? host, relay?.Port ?? port).Wait(Limit))
                return new Reachability(false, $"No connection to {target} within {Limit.TotalSeconds} seconds.");
            return relay is null ? new Reachability(true, $"A connection to {target} was opened.") : Ask(client, host, port, target, out isAnswered);
        }
        // NotSupportedException: an IPv6 address where there is no IPv6.
        catch (Exception e) when (e is AggregateException or SocketException or IOException or NotSupportedException)
        {
            return new Reachability(false, $"No connection to {target}: {e.GetBaseException().Message}.");
        }
    }

    private static Reachability Ask(TcpClient client, string host, int port, string target, out bool isAnswered)
    {
        client.ReceiveTimeout = client.SendTimeout = (int)Limit.TotalMilliseconds;
        NetworkStream stream = client.GetStream();
        byte[] request = Encoding.ASCII.GetBytes($"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
        stream.Write(request, 0, request.Length);
        int? answer = ReadStatus(stream);
        isAnswered = answer is not null;
        return answer switch
        {
            >= 200 and < 300 => new Reachability(true, $"Reached through {target}."),
            407 => new Reachability(null, $"{target} asks for credentials, which this test does not send."),
            { } status => new Reachability(false, $"{target} answered {status}."),
            null => new Reachability(false, $"{target} did not answer as an HTTP proxy does."),
        };
    }

    private static int? ReadStatus(Stream stream)
    {
        // "HTTP/1.1 200" is all that matters.
        byte[] line = new byte[12];
        for (int read = 0, count; read < line.Length; read += count)
        {
            count = stream.Read(line, read, line.Length - read);
            if (count == 0) return null;
        }

        string text = Encoding.ASCII.GetString(line);
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && int.TryParse(text.Substring(9), out int status) ? status : null;
    }
}
