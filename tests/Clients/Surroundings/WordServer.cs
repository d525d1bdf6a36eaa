using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OmsGateway.Clients.Surroundings;

/// <summary>The TLS server that the clients ask for a word: Kestrel, by HTTP/1.1 or HTTP/2, over WebSocket and gRPC, for git and apt.</summary>
internal sealed class WordServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WordServer(WebApplication application, string word) => (_application, Word) = (application, word);

    /// <summary>What nobody can know who has not reached the server.</summary>
    public string Word { get; }

    public int Port => new Uri(_application.Urls.Single()).Port;

    public static async Task<WordServer> StartAsync(Authority authority)
    {
        string word = $"word-{Guid.NewGuid():N}";
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(authority.Server);
        }));
        WebApplication application = builder.Build();
        application.UseWebSockets();
        application.Run(context => AnswerAsync(context, word));
        await application.StartAsync();
        return new WordServer(application, word);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, string word) => context.Request.Path.Value switch
    {
        "/hello" => context.Response.WriteAsync(word),
        "/socket" => AnswerWebSocketAsync(context, word),
        "/clients.Greeter/Hello" => AnswerGrpcAsync(context, word),
        // A repository as git reads it from any web server (gitprotocol-http, "dumb clients").
        "/git/info/refs" => context.Response.WriteAsync($"{new string('1', 40)}\trefs/heads/{word}\n"),
        "/git/HEAD" => context.Response.WriteAsync($"ref: refs/heads/{word}\n"),
        "/debian/./Packages" or "/debian/Packages" => context.Response.WriteAsync(
            $"Package: hello\nVersion: 1\nArchitecture: all\nFilename: ./hello.deb\nSize: 1\nSHA256: {new string('1', 64)}\nDescription: {word}\n"),
        _ => NotFoundAsync(context),
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task AnswerWebSocketAsync(HttpContext context, string word)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(word), WebSocketMessageType.Text, true, context.RequestAborted);
        await socket.ReceiveAsync(new byte[256], context.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    // PROTOCOL-HTTP2 of gRPC: a byte that says "not compressed", the length, the message; the outcome is in the trailers.
    private static async Task AnswerGrpcAsync(HttpContext context, string word)
    {
        context.Response.ContentType = "application/grpc";
        byte[] message = Encoding.ASCII.GetBytes(word);
        await context.Response.Body.WriteAsync((byte[])[0, 0, 0, 0, (byte)message.Length, .. message]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
