namespace OmsGateway.Clients;

/// <summary>A program that people point at a proxy.</summary>
/// <param name="Name">As its users know it.</param>
/// <param name="Script">The file in Scripts that does what a user would do; see docs/clients.md.</param>
/// <param name="Version">A shell command that prints the version, and fails where the client is not installed.</param>
/// <param name="IsCheap">Small and quick enough to be among the tests of every change.</param>
public sealed record Client(string Name, string Script, string Version, bool IsCheap = false)
{
    private const string Npm = "node -p 'require(\"{0}/package.json\").version'";

    /// <summary>Every client that is tried.</summary>
    public static IReadOnlyList<Client> All { get; } =
    [
        new("curl", "curl.sh", "curl --version", IsCheap: true),
        new("curl, HTTP/2", "curl-http2.sh", "curl --version | grep -w HTTP2 > /dev/null && curl --version"),
        new("libcurl with GnuTLS (pycurl)", "python-pycurl.py", "python3 -c 'import pycurl; print(pycurl.version)' | grep GnuTLS"),
        new("wget", "wget.sh", "wget --version", IsCheap: true),
        new("git", "git.sh", "git --version"),
        new("apt", "apt.sh", "apt-get --version"),
        new("OpenSSL s_client", "openssl.sh", "openssl version", IsCheap: true),
        new("OpenSSL, X25519MLKEM768", "openssl-mlkem.sh", "openssl list -tls-groups 2>&1 | grep X25519MLKEM768 > /dev/null && openssl version"),
        new("socat", "socat.sh", "socat -V | grep 'socat version'", IsCheap: true),
        new("stunnel", "stunnel.sh", "stunnel -version 2>&1"),
        new("Python urllib", "python-urllib.py", "python3 --version", IsCheap: true),
        new("Python requests", "python-requests.py", "python3 -c 'import requests; print(requests.__version__)'"),
        new("Python aiohttp", "python-aiohttp.py", "python3 -c 'import aiohttp; print(aiohttp.__version__)'"),
        new("gRPC, C core (Python)", "python-grpc.py", "python3 -c 'import grpc; print(grpc.__version__)'"),
        new("Ruby Net::HTTP, with credentials", "net-http.rb", "ruby --version"),
        new("Perl LWP", "lwp.pl", "perl -MLWP::Protocol::https -MLWP -e 'print LWP->VERSION'"),
        new("Go net/http", "nethttp.go", "go version"),
        new("Java HttpClient", "HttpClientGet.java", "javac -version && java -version 2>&1"),
        new("Java HttpsURLConnection", "UrlConnectionGet.java", "javac -version && java -version 2>&1"),
        new("Node undici", "undici.cjs", string.Format(null, Npm, "undici")),
        new("Node https-proxy-agent", "https-proxy-agent.cjs", string.Format(null, Npm, "https-proxy-agent")),
        new("gRPC, JavaScript (grpc-js)", "grpc-js.cjs", string.Format(null, Npm, "@grpc/grpc-js")),
        new("WebSocket (Node ws)", "websocket.cjs", string.Format(null, Npm, "ws")),
        new("Chromium", "chromium.sh", "command -v certutil > /dev/null && chromium --version"),
        new("Firefox ESR", "firefox.py", "command -v certutil > /dev/null && firefox-esr --version"),
        new("WinINet (Wine)", "wininet.js", "wine --version", IsCheap: true),
        new("WinHTTP (Wine)", "winhttp.js", "wine --version", IsCheap: true),
    ];

    /// <summary>The file that keeps the head of its request.</summary>
    public string HeadFile => Path.ChangeExtension(Script, ".head");

    /// <summary>Whether it is a Windows program.</summary>
    public bool NeedsWine => Script.EndsWith(".js", StringComparison.Ordinal);

    public override string ToString() => Name;
}
