using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>One verified session between real TLS stacks, to replay changed.</summary>
/// <param name="Name">Who spoke.</param>
/// <param name="Policy">What it was inspected under.</param>
/// <param name="Chunks">What was said, in order.</param>
internal sealed record RecordedSession(string Name, GatewayConfiguration Policy, IReadOnlyList<(TunnelDirection Direction, byte[] Bytes)> Chunks)
{
    /// <summary>Everything said in one direction.</summary>
    public byte[] All(TunnelDirection direction) => Chunks.Where(c => c.Direction == direction).SelectMany(c => c.Bytes).ToArray();

    public override string ToString() => Name;
}

/// <summary>Sessions of every client at hand, recorded once per run and never kept.</summary>
public sealed class RecordedSessions : IAsyncLifetime
{
    private static readonly X509Certificate2 Certificate = TestCertificate.Create("CN=mycert");

    private readonly List<RecordedSession> _all = [];

    internal IReadOnlyList<RecordedSession> All => _all;

    public async Task InitializeAsync()
    {
        foreach (SslProtocols version in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
        {
            (RelayedSession session, _) = await SslStreamSession.RunAsync(Policy.WhenListed, version, Certificate, 1400);
            Add($"SslStream {version}", Policy.WhenListed, session);
        }

        if (Tool.ReasonToSkip("openssl") is not null) return;
        await using OpenSslServer server = await OpenSslServer.StartAsync("-verify", "1", "-groups", "X25519:P-384");
        foreach (string version in new[] { "-tls1", "-tls1_1", "-tls1_2", "-tls1_3" })
            await RecordOpenSslAsync(server, Policy.WhenListed, [version, .. server.Certificate(Certificate)]);
        await RecordOpenSslAsync(server, Policy.Default, ["-tls1_3", "-groups", "P-256:P-384"]);
        await RecordOpenSslAsync(server, Policy.Default, ["-tls1_2", "-sess_out", server.File("session")]);
        await RecordOpenSslAsync(server, Policy.WhenListed, ["-tls1_2", "-sess_in", server.File("session")]);
        if (Tool.ReasonToSkip("curl") is null) await RecordCurlAsync(server);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RecordOpenSslAsync(OpenSslServer server, GatewayConfiguration policy, string[] options)
    {
        await using InspectingRelay relay = new(server.Port, policy);
        Task<RelayedSession> relayed = relay.RelayOneAsync();
        await OpenSslServer.GetAsync(relay.Port, options);
        Add("openssl " + string.Join(' ', options.Take(3)), policy, await relayed);
    }

    private async Task RecordCurlAsync(OpenSslServer server)
    {
        await using InspectingRelay relay = new(server.Port);
        Task<RelayedSession> relayed = relay.RelayOneAsync();
        await using Tool curl = Tool.Start(
            "curl", "--silent", "--show-error", "--insecure", "--noproxy", "*", "--resolve", $"{Tunnel.Target}:{relay.Port}:127.0.0.1",
            $"https://{Tunnel.Target}:{relay.Port}/");
        await curl.FinishAsync();
        Add("curl", Policy.Default, await relayed);
    }

    private void Add(string name, GatewayConfiguration policy, RelayedSession session)
    {
        Assert.True(session.Inspector.IsVerified, $"{name}: {session.Inspector.Refusal} {session.Inspector.RefusalDetail}");
        // Both sides have passed long before that; what follows only costs time to replay.
        const int Enough = 40;
        _all.Add(new RecordedSession(name, policy, session.Chunks.Take(Enough).ToArray()));
    }
}
