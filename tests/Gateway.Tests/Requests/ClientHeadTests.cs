using System.Text;
using OmsGateway.Gateway.Tests.Support;

namespace OmsGateway.Gateway.Tests.Requests;

/// <summary>What the clients in the field write to a proxy, as captured or as their sources have it: each gets its tunnel.</summary>
public class ClientHeadTests
{
    private const string To = "CONNECT origin.test:PORT HTTP/1.1\r\n";

    public static TheoryData<string, string> Recorded
    {
        get
        {
            TheoryData<string, string> heads = [];
            foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Requests", "ClientHeads")).Order(StringComparer.Ordinal))
            {
                string head = File.ReadAllText(file, Encoding.Latin1).Replace("allowed.clients.test", "origin.test", StringComparison.Ordinal);
                heads.Add(Path.GetFileNameWithoutExtension(file), head.Replace(":443", ":PORT", StringComparison.Ordinal));
            }

            return heads;
        }
    }

    [Theory]
    // wine-mirror/wine, dlls/wininet/tests/http.c, whose proxy takes a CONNECT only with these headers and which passes on Windows;
    // a public sandbox's capture of Windows 7 has the same ones.
    [InlineData("WinINet", "CONNECT origin.test:PORT HTTP/1.0\r\nUser-Agent: Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0)\r\n"
        + "Host: origin.test:PORT\r\nContent-Length: 0\r\nProxy-Connection: Keep-Alive\r\nPragma: no-cache\r\n\r\n")]
    [InlineData("WinINet with HTTP 1.1 through proxies", To + "User-Agent: Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko\r\n"
        + "Host: origin.test\r\nContent-Length: 0\r\nProxy-Connection: Keep-Alive\r\nPragma: no-cache\r\n\r\n")]
    // wine-mirror/wine, dlls/winhttp/request.c, build_wire_request: a CONNECT has all headers of the request that is to follow.
    [InlineData("WinHTTP (Wine), before a POST",
        To + "User-Agent: Microsoft Monitoring Agent\r\nHost: origin.test\r\nContent-Length: 204800\r\nConnection: Keep-Alive\r\n\r\n")]
    // RFC 9110 §5.5: white space around a value is no part of it.
    [InlineData("A length between tabs and blanks", To + "content-length:\t 0 \t\r\n\r\n")]
    // microsoft/referencesource, System/net/System/Net/HttpWebRequest.cs, GenerateConnectRequestLine.
    [InlineData(".NET Framework, HttpWebRequest", To + "Host: origin.test:PORT\r\nProxy-Connection: Keep-Alive\r\n\r\n")]
    // dotnet/runtime, HttpConnectionPool.EstablishProxyTunnelAsync: the request's User-Agent goes along.
    [InlineData(".NET 10, SocketsHttpHandler", To + "Host: origin.test:PORT\r\nUser-Agent: azsdk-net-Monitor.Ingestion/1.1.2\r\n\r\n")]
    // As captured.
    [InlineData("Python 3.6 to 3.11, urllib", "CONNECT origin.test:PORT HTTP/1.0\r\n\r\n")]
    [InlineData("Python 3.12 and 3.13, urllib", To + "Host: origin.test:PORT\r\n\r\n")]
    // RFC 9112 §2.2: old clients ended the content of a POST with an empty line that they did not count.
    [InlineData("A client that ends the request before with an empty line", "\r\n" + To + "\r\n")]
    [InlineData("A client that sends four of them", "\r\n\r\n\r\n\r\n" + To + "\r\n")]
    // What ./build.sh clients --heads has recorded.
    [MemberData(nameof(Recorded))]
    public async Task Each_gets_its_tunnel(string client, string head)
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
    public async Task A_head_of_nearly_32_kilobytes_gets_its_tunnel_in_whatever_pieces()
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
    public async Task A_content_that_follows_is_judged_as_TLS()
    {
        await using var trial = await RefusalTrial.StartAsync();
        using GatewayClient client = await trial.Gateway.ConnectAsync();
        await client.SendAsync($"CONNECT origin.test:{trial.Origin.Port} HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync());
        Assert.Empty(await client.ReadToEndAsync());
        await trial.Gateway.Log.WaitForAsync(e => e.Id == Configuration.EventIds.TlsRejected);
    }
}
