using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Requests;

/// <summary>What the clients in the field write to a proxy, as captured or as their sources have it: each gets its tunnel.</summary>
public class ClientHeadTests
{
    private const string To = "CONNECT origin.test:PORT HTTP/1.1\r\n";

    [Theory]
    // wine-mirror/wine, dlls/wininet/tests/http.c, whose proxy takes a CONNECT only with these headers and which passes on Windows;
    // a public sandbox's capture of Windows 7 has the same ones.
    [InlineData("WinINet", "CONNECT origin.test:PORT HTTP/1.0\r\nUser-Agent: Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0)\r\n"
        + "Host: origin.test:PORT\r\nContent-Length: 0\r\nProxy-Connection: Keep-Alive\r\nPragma: no-cache\r\n\r\n")]
    [InlineData("WinINet with HTTP 1.1 through proxies", To + "User-Agent: Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko\r\n"
        + "Host: origin.test\r\nContent-Length: 0\r\nProxy-Connection: Keep-Alive\r\nPragma: no-cache\r\n\r\n")]
    // wine-mirror/wine, dlls/winhttp/request.c, build_wire_request: a CONNECT has all headers of the request that is to follow.
    [InlineData("WinHTTP (Wine), before a POST", To + "User-Agent: Microsoft Monitoring Agent\r\nHost: origin.test\r\nContent-Length: 204800\r\nConnection: Keep-Alive\r\n\r\n")]
    // RFC 9110 §5.5: white space around a value is no part of it.
    [InlineData("A length between tabs and blanks", To + "content-length:\t 0 \t\r\n\r\n")]
    // microsoft/referencesource, System/net/System/Net/HttpWebRequest.cs, GenerateConnectRequestLine.
    [InlineData(".NET Framework, HttpWebRequest", To + "Host: origin.test:PORT\r\nProxy-Connection: Keep-Alive\r\n\r\n")]
    // dotnet/runtime, HttpConnectionPool.EstablishProxyTunnelAsync: the request's User-Agent goes along.
    [InlineData(".NET 10, SocketsHttpHandler", To + "Host: origin.test:PORT\r\nUser-Agent: azsdk-net-Monitor.Ingestion/1.1.2\r\n\r\n")]
    // The rest as captured from the version named.
    [InlineData("Go 1.19, net/http", To + "Host: origin.test:PORT\r\nUser-Agent: Go-http-client/1.1\r\n\r\n")]
    [InlineData("Ruby 3.1, Net::HTTP with credentials, as the OMS agent for Linux", To + "Host: origin.test:PORT\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n")]
    [InlineData("Python 3.6 to 3.11, urllib; requests 2.34 on urllib3 2.7", "CONNECT origin.test:PORT HTTP/1.0\r\n\r\n")]
    [InlineData("Python 3.12 and 3.13, urllib", To + "Host: origin.test:PORT\r\n\r\n")]
    [InlineData("Python, aiohttp 3.8", To + "Host: origin.test\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\nUser-Agent: Python/3.11 aiohttp/3.8.4\r\n\r\n")]
    [InlineData("Java 17, HttpsURLConnection", To + "User-Agent: Java/17.0.15\r\nHost: origin.test\r\n"
        + "Accept: text/html, image/gif, image/jpeg, */*; q=0.2\r\nProxy-Connection: keep-alive\r\n\r\n")]
    [InlineData("Java 17, HttpClient", To + "Host: origin.test:PORT\r\n\r\n")]
    [InlineData("Node 20, undici 6.29", To + "host: origin.test\r\nconnection: close\r\n\r\n")]
    [InlineData("Node 20, https-proxy-agent 7.0", To + "Host: origin.test:PORT\r\nProxy-Connection: close\r\n\r\n")]
    [InlineData("Perl, LWP 6.68", To + "TE: deflate,gzip;q=0.3\r\nConnection: TE, close\r\nHost: origin.test:PORT\r\n\r\n")]
    [InlineData("git 2.39, libcurl 7.88", To + "Host: origin.test:PORT\r\nUser-Agent: git/2.39.5\r\nProxy-Connection: Keep-Alive\r\n\r\n")]
    [InlineData("socat 1.7, HTTP/1.0", "CONNECT origin.test:PORT HTTP/1.0\r\n\r\n")]
    // RFC 9112 §2.2: old clients ended the content of a POST with an empty line that they did not count.
    [InlineData("A client that ends the request before with an empty line", "\r\n" + To + "\r\n")]
    [InlineData("A client that sends four of them", "\r\n\r\n\r\n\r\n" + To + "\r\n")]
    public async Task EachGetsItsTunnel(string client, string head)
    {
        await using var trial = await RefusalTrial.StartAsync();
        using GatewayClient connection = await trial.Gateway.ConnectAsync();
        await connection.SendAsync(head.Replace("PORT", $"{trial.Origin.Port}", StringComparison.Ordinal));
        string answer = await connection.ReadHeadAsync();
        Assert.True(answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), $"{client}: {answer}");
        // The content that a length may announce is none: what follows is the tunnel.
        await connection.PassInspectionAsync("origin.test");
    }

    [Fact]
    public async Task AHeadOfNearly32KilobytesGetsItsTunnelInWhateverPieces()
    {
        await using var trial = await RefusalTrial.StartAsync();
        string head = To.Replace("PORT", $"{trial.Origin.Port}", StringComparison.Ordinal)
            + $"Proxy-Authorization: Negotiate {new string('A', 16_000)}\r\nCookie: {new string('c', 16_000)}\r\n\r\n";
        foreach (int piece in new[] { head.Length, 1448, 7 })
        {
            using GatewayClient client = await trial.Gateway.ConnectAsync();
            for (int i = 0; i < head.Length; i += piece) await client.SendAsync(head.Substring(i, Math.Min(piece, head.Length - i)));
            Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
            await client.PassInspectionAsync("origin.test");
        }
    }

    [Fact]
    public async Task AContentThatFollowsIsJudgedAsTls()
    {
        await using var trial = await RefusalTrial.StartAsync();
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        Assert.Empty(await client.ReadToEndAsync());
        await trial.Gateway.Log.WaitForAsync(e => e.Id == Configuration.EventIds.TlsRejected);
    }
}
