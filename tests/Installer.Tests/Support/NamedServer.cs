using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>
/// A relay proxy on 127.0.0.1 with the Internet behind it, in which there is one HTTPS server of a name. So a gateway can be asked for a
/// name that is somebody's, without a look-up and without a packet that leaves this machine.
/// </summary>
internal sealed class NamedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly string _name;

    public NamedServer(string name)
    {
        (_name, _certificate) = (name, TestCertificate.Create($"CN={name}"));
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the gateway finds the proxy.</summary>
    public string Proxy => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What the server's certificate is known by.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    /// <summary>What the server answers.</summary>
    public string Greeting => $"This is {_name}.";

    /// <summary>Asks a gateway for the server, and by TLS through it for its page; gives the gateway's answer and the page, if there is one.</summary>
    public async Task<(string Answer, string Page)> AskThroughAsync(string port, string name)
    {
        using Socket socket = await LoopbackPort.DialAsync(int.Parse(port, null));
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {name}:443 HTTP/1.1\r\nHost: {name}:443\r\n\r\n"));
        string head = await ReadHeadAsync(stream);
        string answer = head.Split("\r\n")[0];
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) return (answer, "");
        await using var tls = new SslStream(stream, false, (_, certificate, _, _) => certificate?.GetCertHashString() == Thumbprint);
        await tls.AuthenticateAsClientAsync(name);
        await tls.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        return (answer, await new StreamReader(tls).ReadToEndAsync());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            string head = await ReadHeadAsync(stream);
            bool isKnown = head.StartsWith($"CONNECT {_name}:443 ", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(isKnown ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 502 No such name\r\n\r\n"));
            if (!isKnown) return;
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(_certificate);
            _ = await ReadHeadAsync(tls);
            await tls.WriteAsync(Encoding.ASCII.GetBytes(Greeting));
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away.
        }
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(next) > 0) head.Append((char)next[0]);
        return head.ToString();
    }
}
