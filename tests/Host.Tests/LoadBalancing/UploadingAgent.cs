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
                await Task.Delay(100, CancellationToken.None);
            }
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
