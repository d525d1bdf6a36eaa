using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Agents;

/// <summary>Requests and sessions that the gateway must refuse, each for a reason of its own.</summary>
internal sealed class RefusalScenarios(Surroundings around)
{
    private static readonly X509Certificate2 ForeignCertificate = TestCertificate.Create("CN=intruder");

    // A ClientHello that ends in the middle of its version.
    private static readonly byte[] CutHello = [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3];

    /// <summary>What agents choose from.</summary>
    public IEnumerable<Scenario> All =>
    [
        Request("denied host", 6, $"CONNECT www.fabrikam.com:{around.Target.Port} HTTP/1.1\r\n\r\n", TunnelOutcome.ForbiddenHost),
        Request("denied port", 2, "CONNECT localhost:22 HTTP/1.1\r\n\r\n", TunnelOutcome.ForbiddenPort),
        Request("denied address", 2, "CONNECT 169.254.169.254:443 HTTP/1.1\r\n\r\n", TunnelOutcome.ForbiddenAddress),
        Request("plain HTTP", 2, "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", TunnelOutcome.NotConnect),
        Request("malformed", 2, "CONNECT localhost HTTP/1.1\r\n\r\n", TunnelOutcome.MalformedRequest),
        Request("too large", 2, $"CONNECT localhost:443 HTTP/1.1\r\nX: {new string('x', 40_000)}\r\n\r\n", TunnelOutcome.RequestTooLarge),
        // Where the machine's resolver does not answer, the connect timeout does.
        Request("unknown name", 2, "CONNECT nowhere.invalid:443 HTTP/1.1\r\n\r\n",
            TunnelOutcome.NameNotResolved, TunnelOutcome.ConnectTimeout),
        Request("closed port", 3, $"CONNECT localhost:{around.ClosedPort} HTTP/1.1\r\n\r\n", TunnelOutcome.ConnectFailed),
        Request("silent host", 1, $"CONNECT localhost:{around.Silent.Port} HTTP/1.1\r\n\r\n", TunnelOutcome.ConnectTimeout),
        Request("slow request", 1, "CONNECT ", TunnelOutcome.RequestTimeout),
        new("probe", 5, _ => Task.FromResult(Verdict.Exactly(TunnelOutcome.Probe))),
        new("request broken off", 2, BreakOffAsync),
        Session("not TLS", 2, c => RejectedAsync(c, "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), TunnelOutcome.NotTls)),
        Session("malformed hello", 2, c => RejectedAsync(c, CutHello, TunnelOutcome.MalformedHandshake)),
        Session("other server name", 2, c => RejectedTlsAsync(c, "www.fabrikam.com", TunnelOutcome.ServerNameMismatch)),
        Session("no server name", 2, c => RejectedTlsAsync(c, "", TunnelOutcome.ServerNameMissing)),
        Session("silent after 200", 1, SilentAsync),
        Session("gone after 200", 2, _ => Task.FromResult(Verdict.Exactly(TunnelOutcome.HandshakeAborted))),
        new("foreign certificate", 2, ForeignCertificateAsync, TunnelOutcome.Open),
    ];

    private static Scenario Request(string name, int weight, string request, params TunnelOutcome[] answers) => new(name, weight, async connection =>
    {
        await connection.SendAsync(request);
        return Verdict.Exactly(await connection.ReadAnswerAsync());
    }, answers);

    private Scenario Session(string name, int weight, Func<AgentConnection, Task<Verdict>> script) => new(name, weight, async connection =>
    {
        TunnelOutcome answer = await connection.ConnectAsync("localhost", around.Target.Port);
        return answer == TunnelOutcome.Open ? await script(connection) : Verdict.Exactly(answer);
    }, TunnelOutcome.Open);

    private static async Task<Verdict> BreakOffAsync(AgentConnection connection)
    {
        await connection.SendAsync("CONNECT localhost:44");
        return Verdict.Exactly(TunnelOutcome.RequestAborted);
    }

    private static async Task<Verdict> RejectedAsync(AgentConnection connection, byte[] first, TunnelOutcome outcome)
    {
        await connection.Tunnel.WriteAsync(first);
        await connection.ReadToEndAsync();
        return Verdict.Roughly(outcome);
    }

    private static async Task<Verdict> RejectedTlsAsync(AgentConnection connection, string serverName, TunnelOutcome outcome)
    {
        try
        {
            await using TargetSession tunnel = await TargetSession.OpenAsync(connection, serverName);
            return Verdict.Roughly();
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return Verdict.Roughly(outcome);
        }
    }

    private async Task<Verdict> SilentAsync(AgentConnection connection)
    {
        try
        {
            await connection.ReadToEndAsync(around.Rest);
            return Verdict.Roughly(TunnelOutcome.HandshakeTimeout);
        }
        catch (OperationCanceledException)
        {
            connection.Socket.Shutdown(SocketShutdown.Send);
            return Verdict.Roughly(TunnelOutcome.HandshakeAborted, TunnelOutcome.HandshakeTimeout);
        }
    }

    private async Task<Verdict> ForeignCertificateAsync(AgentConnection connection)
    {
        TunnelOutcome answer = await connection.ConnectAsync("localhost", around.CertificateTarget.Port);
        if (answer != TunnelOutcome.Open) return Verdict.Exactly(answer);
        try
        {
            await using TargetSession tunnel = await TargetSession.OpenAsync(connection, certificate: ForeignCertificate);
            await tunnel.UploadAsync(1);
            return Verdict.Roughly();
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return Verdict.Roughly(TunnelOutcome.InvalidClientCertificate);
        }
    }
}
