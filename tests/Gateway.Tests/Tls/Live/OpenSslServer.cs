using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary><c>openssl s_server</c> on a port of its own, and <c>s_client</c> runs against it.</summary>
internal sealed partial class OpenSslServer : IAsyncDisposable
{
    // TLS 1.0 and 1.1 sign with SHA-1, which OpenSSL allows only at level 0.
    private static readonly string[] AnyCipher = ["-cipher", "DEFAULT:@SECLEVEL=0"];

    private readonly TemporaryFolder _folder;

    private OpenSslServer(TemporaryFolder folder, Tool process, int port)
    {
        _folder = folder;
        Process = process;
        Port = port;
    }

    public int Port { get; }

    public Tool Process { get; }

    /// <summary>Starts a server that answers HTTP requests with a status page.</summary>
    public static Task<OpenSslServer> StartAsync(params string[] options) => StartCoreAsync(["-www", .. options]);

    /// <summary>Starts a server that only prints what it receives, for what status pages rule out.</summary>
    public static Task<OpenSslServer> StartPlainAsync(params string[] options) => StartCoreAsync(options);

    /// <summary>Writes a certificate and its key and returns the options that name them.</summary>
    public string[] Certificate(X509Certificate2 certificate, params X509Certificate2[] chain)
    {
        string name = Guid.NewGuid().ToString("N");
        string[] options = Pem(_folder, name, certificate);
        if (chain.Length == 0) return options;
        string chainFile = _folder.Write(name + ".chain", string.Concat(chain.Select(c => c.ExportCertificatePem() + "\n")));
        return [.. options, "-cert_chain", chainFile];
    }

    public string File(string name) => _folder[name];

    /// <summary>Starts a client at the relay's port.</summary>
    public static Tool StartClient(int port, params string[] options) => Tool.Start(
        "openssl", ["s_client", "-connect", $"127.0.0.1:{port}", "-servername", Tunnel.Target, .. AnyCipher, .. options]);

    /// <summary>Asks for the status page and returns what the client printed; it ends when the server closes.</summary>
    public static async Task<string> GetAsync(int port, params string[] options)
    {
        await using Tool client = StartClient(port, ["-ign_eof", .. options]);
        client.Write("GET / HTTP/1.0\r\n\r\n");
        return await client.FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<OpenSslServer> StartCoreAsync(string[] options)
    {
        TemporaryFolder folder = new();
        using X509Certificate2 certificate = TestCertificate.Create("CN=" + Tunnel.Target);
        Tool process = Tool.Start(
            "openssl", ["s_server", "-accept", "127.0.0.1:0", .. Pem(folder, "server", certificate), .. AnyCipher, .. options]);
        Match port = await process.WaitForAsync(AcceptLine());
        return new OpenSslServer(folder, process, int.Parse(port.Groups[1].ValueSpan));
    }

    private static string[] Pem(TemporaryFolder folder, string name, X509Certificate2 certificate) =>
    [
        "-cert", folder.Write(name + ".crt", certificate.ExportCertificatePem()),
        "-key", folder.Write(name + ".key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
    ];

    [GeneratedRegex(@"ACCEPT 127\.0\.0\.1:(\d+)\s")]
    private static partial Regex AcceptLine();
}
