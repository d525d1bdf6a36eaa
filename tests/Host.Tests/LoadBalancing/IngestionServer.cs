using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>Takes agents' uploads over TLS and keeps account of them.</summary>
internal sealed class IngestionServer : IDisposable
{
    private readonly TcpListener _listener;
    private int _damaged;

    public IngestionServer(IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start(512);
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The uploads that arrived whole.</summary>
    public ConcurrentDictionary<(int Agent, int Number), bool> Received { get; } = new();

    /// <summary>Uploads that arrived changed.</summary>
    public int Damaged => Volatile.Read(ref _damaged);

    /// <summary>Every upload that an agent took for arrived has arrived, and as it was sent.</summary>
    /// <param name="agents">The agents by their numbers.</param>
    public void AssertNothingIsLost(UploadingAgent[] agents)
    {
        Assert.Equal(0, Damaged);
        for (int agent = 0; agent < agents.Length; agent++)
        {
            for (int number = 0; number < agents[agent].Acknowledged; number++) Assert.True(Received.ContainsKey((agent, number)));
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = TakeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        try
        {
            using TcpClient connection = client;
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(TestCertificate.Localhost);
            while (await Upload.ReadAsync(tls) is var (agent, number, isIntact))
            {
                if (!isIntact) Interlocked.Increment(ref _damaged);
                else Received[(agent, number)] = true;
                byte[] answer = Upload.Create(agent, number, 0)[..Upload.AnswerLength];
                await tls.WriteAsync(answer);
            }
        }
        catch (IOException)
        {
            // A gateway was stopped; the agent sends the upload again.
        }
    }
}
