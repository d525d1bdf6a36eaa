using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Soak.Books;

namespace OmsGateway.Soak.Agents;

/// <summary>One connection to the gateway.</summary>
internal sealed class AgentConnection : IDisposable
{
    private AgentConnection(Socket socket, TunnelEntry entry)
    {
        Socket = socket;
        Entry = entry;
        Tunnel = new CountingStream(socket, entry);
    }

    public Socket Socket { get; }

    public TunnelEntry Entry { get; }

    /// <summary>The bytes within the tunnel, from the 200 answer on.</summary>
    public CountingStream Tunnel { get; }

    /// <summary>Whether the gateway has said anything.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>What the gateway answered, once it has.</summary>
    public TunnelOutcome? Answer { get; private set; }

    /// <exception cref="SocketException">The gateway does not listen; nothing was opened.</exception>
    public static async Task<AgentConnection> OpenAsync(string scenario, IPAddress from, int port, Ledger ledger)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new AgentConnection(socket, ledger.Open(scenario, (IPEndPoint)socket.LocalEndPoint!));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        for (int sent = 0; sent < bytes.Length;) sent += await Socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>Asks for a tunnel.</summary>
    /// <returns>Open, or why the gateway says it gives none.</returns>
    public async Task<TunnelOutcome> ConnectAsync(string host, int port)
    {
        await SendAsync($"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
        return await ReadAnswerAsync();
    }

    /// <summary>Reads the answer; all of it when it is a refusal.</summary>
    /// <exception cref="IOException">The gateway closed without one.</exception>
    public async Task<TunnelOutcome> ReadAnswerAsync(CancellationToken cancel = default)
    {
        var answer = new StringBuilder();
        byte[] one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Socket.ReceiveAsync(one, cancel) == 0) throw new IOException($"The gateway closed after '{answer}'.");
            HasHeard = true;
            answer.Append((char)one[0]);
        }

        int status = int.Parse(answer.ToString(9, 3), CultureInfo.InvariantCulture);
        while (status != 200 && await Socket.ReceiveAsync(one, cancel) > 0) answer.Append((char)one[0]);
        TunnelOutcome outcome = Classify(status, answer.ToString());
        Answer = outcome;
        return outcome;
    }

    /// <summary>Reads what still comes through the tunnel, up to its end.</summary>
    public async Task ReadToEndAsync(CancellationToken cancel = default)
    {
        byte[] rest = new byte[4096];
        while (await Tunnel.ReadAsync(rest, cancel) > 0)
        {
        }
    }

    public void Dispose() => Socket.Dispose();

    private static TunnelOutcome Classify(int status, string answer)
    {
        return status switch
        {
            200 => TunnelOutcome.Open,
            400 => TunnelOutcome.MalformedRequest,
            403 when Says("destination_ip_prohibited") => TunnelOutcome.ForbiddenAddress,
            403 when Says("OMS Gateway: Port ") => TunnelOutcome.ForbiddenPort,
            403 => TunnelOutcome.ForbiddenHost,
            405 => TunnelOutcome.NotConnect,
            408 => TunnelOutcome.RequestTimeout,
            429 => TunnelOutcome.TooManyTunnelsOfClient,
            431 => TunnelOutcome.RequestTooLarge,
            502 when Says("dns_error") => TunnelOutcome.NameNotResolved,
            502 when Says("The relay proxy gave no tunnel") => TunnelOutcome.RelayProxyFailed,
            502 => TunnelOutcome.ConnectFailed,
            503 when Says("connection_limit_reached") => TunnelOutcome.TooManyTunnels,
            503 => TunnelOutcome.Aborted,
            504 => TunnelOutcome.ConnectTimeout,
            _ => TunnelOutcome.InternalError,
        };

        bool Says(string what) => answer.Contains(what, StringComparison.Ordinal);
    }
}
