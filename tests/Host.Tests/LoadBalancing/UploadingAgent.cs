using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.LoadBalancing;

/// <summary>
/// Uploads without a pause through a proxy, as an agent does: what was not acknowledged is sent again over a new connection,
/// and a connection is renewed now and then.
/// </summary>
internal sealed class UploadingAgent(int number, IPEndPoint proxy, string host, int serverPort)
{
    private const int UploadLength = 50_000;

    private int _acknowledged;
    private int _retries;
    private int _refusals;

    public UploadingAgent(int number, int proxyPort, int serverPort)
        : this(number, new IPEndPoint(IPAddress.Loopback, proxyPort), "localhost", serverPort)
    {
    }

    /// <summary>Uploads after which a connection is renewed.</summary>
    public int UploadsPerConnection { get; init; } = 10;

    /// <summary>Uploads acknowledged so far; they are numbered from 0.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Connections that failed and were made anew.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Those of them that got no tunnel, although the proxy answered.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // What takes longer hangs: a stopped gateway must cut its tunnels, and the balancer must not lead into nothing.
                await using SslStream tls = await TlsTunnel.OpenAsync(proxy, host, serverPort).WaitAsync(Patience.Limit, CancellationToken.None);
                for (int i = 0; i < UploadsPerConnection && !stop.IsCancellationRequested; i++)
                {
                    await UploadAsync(tls).WaitAsync(Patience.Limit, CancellationToken.None);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
            {
                Interlocked.Increment(ref _retries);
                if (e.Message.StartsWith(TlsTunnel.Refused, StringComparison.Ordinal)) Interlocked.Increment(ref _refusals);
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>Waits until every agent has had some more uploads acknowledged.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="running">What they run in.</param>
    public static async Task AllAdvanceAsync(UploadingAgent[] agents, Task running)
    {
        int[] goals = [.. agents.Select(a => a.Acknowledged + 15)];
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!agents.Zip(goals).All(p => p.First.Acknowledged >= p.Second))
        {
            Assert.False(running.IsCompleted, running.Exception?.ToString());
            Assert.False(limit.IsCancellationRequested,
                "An agent does not get on: " + string.Join(' ', agents.Select(a => $"{a.Acknowledged}/{a.Retries}")));
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task UploadAsync(SslStream tls)
    {
        byte[] upload = Upload.Create(number, _acknowledged, UploadLength), answer = new byte[Upload.AnswerLength];
        await tls.WriteAsync(upload);
        await tls.ReadExactlyAsync(answer);
        if (!answer.AsSpan().SequenceEqual(upload.AsSpan(0, Upload.AnswerLength)))
            throw new InvalidOperationException("Another upload was acknowledged.");
        Interlocked.Increment(ref _acknowledged);
    }
}
