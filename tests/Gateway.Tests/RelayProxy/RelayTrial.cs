using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.RelayProxy;
using OmsGateway.Gateway.RelayProxy.Authentication;
using OmsGateway.Gateway.RelayProxy.SignIn;
using OmsGateway.Gateway.Sockets;
using OmsGateway.Gateway.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.RelayProxy;

/// <summary>Asks a proxy on loopback for a tunnel and checks what must hold however it ends.</summary>
internal static class RelayTrial
{
    public const string User = "CONTOSO\\gateway";
    public const string Password = "pässword:42";

    /// <summary>The request of every trial that does not name another target.</summary>
    public const string FirstRequest = "CONNECT agent.example:443 HTTP/1.1\r\nHost: agent.example:443\r\n\r\n";

    public static readonly string BasicToken = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    public static string RequestWith(string credentials) => FirstRequest[..^2] + $"Proxy-Authorization: {credentials}\r\n\r\n";

    public static async Task<RelayProxyResult> ConnectAsync(
        int proxyPort,
        string? user = null,
        string? password = null,
        string host = "agent.example",
        int port = 443,
        IProxyAuthenticatorFactory? authenticators = null,
        RelayProxySchemes schemes = RelayProxySchemes.Automatic,
        CancellationToken cancel = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience.Limit);
        List<Connection> dialled = [];
        var relay = new RelayProxySettings { Host = "127.0.0.1", Port = proxyPort, UserName = user, Password = password };
        var settings = new GatewaySettings { RelayProxyAuthentication = schemes };
        var client = new RelayProxyClient(settings, new RelayProxyState(relay, TimeProvider.System), DialAsync, authenticators);
        RelayProxyResult result = await client.ConnectAsync(HostName.Parse(host), port, limit.Token);

        bool isOpen = result.Outcome == TunnelOutcome.Open;
        Assert.Equal(isOpen, result.Connection is not null);
        Assert.All(dialled, s => Assert.Equal(s != result.Connection, LoopbackConnection.IsClosed(s)));
        Assert.Equal(isOpen, result.Detail is null);
        if (result.Detail is { } detail)
        {
            Assert.Contains($"127.0.0.1:{proxyPort}", detail, StringComparison.Ordinal);
            Assert.DoesNotContain(detail, char.IsControl);
            Assert.InRange(detail.Length, 40, 700);
            Assert.EndsWith(".", detail, StringComparison.Ordinal);
            if (password is not null) Assert.DoesNotContain(password, detail, StringComparison.Ordinal);
            Assert.DoesNotContain(BasicToken, detail, StringComparison.Ordinal);
        }

        return result;

        async Task<Connection> DialAsync(CancellationToken token)
        {
            Connection connection = await LoopbackConnection.DialAsync(proxyPort, token);
            dialled.Add(connection);
            return connection;
        }
    }

    /// <summary>A connection on which the proxy answers the first request with that and then holds still.</summary>
    public static Func<ScriptedConnection, Task> Answer(string reply, Action? answered = null) => async c =>
    {
        Assert.Equal(FirstRequest, await c.ReadHeadAsync());
        await c.SendAsync(reply);
        answered?.Invoke();
        await c.HoldAsync();
    };

    /// <summary>Sends through a tunnel to an <see cref="EchoServer"/> and reads it back.</summary>
    public static async Task AssertEchoesAsync(RelayProxyResult result)
    {
        Assert.True(result.Outcome == TunnelOutcome.Open, result.Detail);
        Assert.True(result.Leftover.IsEmpty);
        using Connection connection = result.Connection!;
        byte[] sent = Encoding.ASCII.GetBytes("through the tunnel");
        await connection.SendAsync(sent, CancellationToken.None);
        Assert.Equal(sent, await LoopbackConnection.ReceiveAsync(connection, sent.Length));
    }
}
