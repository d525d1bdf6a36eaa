using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

/// <summary>Whole handshakes of openssl's client and server, relayed through the inspector.</summary>
public sealed class OpenSslTests
{
    private const string AgentId = "fedcba98-0000-0000-0000-000000000000";
    private const string Page = "Ciphers supported in s_server binary";

    private static readonly X509Certificate2 Allowed = TestCertificate.Create("CN=mycert");
    private static readonly X509Certificate2 Other = TestCertificate.Create("CN=Gateway");

    private static readonly Dictionary<string, GatewayConfiguration> Policies = new()
    {
        ["Default"] = Policy.Default,
        ["WhenListed"] = Policy.WhenListed,
        ["Required"] = Policy.Required,
        ["Ignored"] = Policy.Ignored,
    };

    [ToolTheory("openssl")]
    [InlineData("-tls1", TlsVersion.Tls10)]
    [InlineData("-tls1_1", TlsVersion.Tls11)]
    [InlineData("-tls1_2", TlsVersion.Tls12)]
    [InlineData("-tls1_3", TlsVersion.Tls13)]
    public async Task Every_version_is_verified(string option, TlsVersion version)
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync(option);
        foreach (int portion in new[] { 1, 17, 65536 })
        {
            (HandshakeInspector found, string output) = await GetAsync(server, Policy.WhenListed, portion, option);
            Assert.Equal(TunnelOutcome.Open, found.Refusal);
            Assert.True(found.IsVerified);
            Assert.Equal(version, found.Version);
            Assert.Equal(Tunnel.Target, found.ServerName);
            Assert.False(found.IsResumed);
            Assert.Contains(Page, output);
        }
    }

    [ToolTheory("openssl")]
    [InlineData("allowed", "Default", TunnelOutcome.Open)]
    [InlineData("allowed", "WhenListed", TunnelOutcome.Open)]
    [InlineData("allowed", "Required", TunnelOutcome.Open)]
    [InlineData("allowed", "Ignored", TunnelOutcome.Open)]
    [InlineData("other", "Default", TunnelOutcome.Open)]
    [InlineData("other", "WhenListed", TunnelOutcome.InvalidClientCertificate)]
    [InlineData("other", "Required", TunnelOutcome.InvalidClientCertificate)]
    [InlineData("other", "Ignored", TunnelOutcome.Open)]
    [InlineData("none", "Default", TunnelOutcome.Open)]
    [InlineData("none", "WhenListed", TunnelOutcome.Open)]
    [InlineData("none", "Required", TunnelOutcome.ClientCertificateMissing)]
    [InlineData("none", "Ignored", TunnelOutcome.Open)]
    public async Task The_client_s_certificate_is_held_against_the_policy(string certificate, string policy, TunnelOutcome outcome)
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync("-verify", "3");
        string[] options = certificate switch
        {
            "allowed" => server.Certificate(Allowed),
            "other" => server.Certificate(Other),
            _ => [],
        };
        foreach (string version in new[] { "-tls1", "-tls1_1", "-tls1_2" })
        {
            (HandshakeInspector found, string output) = await GetAsync(server, Policies[policy], 1400, [version, .. options]);
            Assert.Equal(outcome, found.Refusal);
            Assert.Equal(outcome == TunnelOutcome.Open, found.IsVerified);
            Assert.Equal(outcome == TunnelOutcome.Open, output.Contains(Page));
            if (outcome != TunnelOutcome.Open) Assert.Contains("alert access denied", output);
            if (outcome == TunnelOutcome.InvalidClientCertificate) Assert.Equal("CN=Gateway", found.RefusalDetail);
        }
    }

    [ToolFact("openssl")]
    public async Task TLS_1_3_hides_the_certificate()
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync("-verify", "3", "-tls1_3");
        (HandshakeInspector listed, string output) = await GetAsync(server, Policy.WhenListed, 1400, server.Certificate(Other));
        Assert.True(listed.IsVerified);
        Assert.Null(listed.ClientCertificate);
        Assert.Contains(Page, output);

        (HandshakeInspector required, _) = await GetAsync(server, Policy.Required, 1400, server.Certificate(Allowed));
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, required.Refusal);
    }

    [ToolTheory("openssl")]
    [InlineData("CN=" + Policy.WorkspaceId + "/CN=" + AgentId + "/OU=Microsoft Monitoring Agent/O=Microsoft", true)]
    [InlineData("O=Microsoft/OU=Microsoft Monitoring Agent/CN=" + AgentId + "/CN=" + Policy.WorkspaceId, true)]
    [InlineData("O=Microsoft/OU=Microsoft Monitoring Agent/CN=" + AgentId, false)]
    public async Task An_agent_of_a_discovered_workspace_is_allowed(string subject, bool isAllowed)
    {
        using X509Certificate2 certificate = TestCertificate.Create(subject);
        await using OpenSslServer server = await OpenSslServer.StartAsync("-verify", "3");
        string[] options = ["-tls1_2", .. server.Certificate(certificate)];
        (HandshakeInspector found, _) = await GetAsync(server, Policy.Workspace, 1400, options);
        Assert.Equal(isAllowed, found.IsVerified);
    }

    [ToolFact("openssl")]
    public async Task A_large_chain_is_read_whole()
    {
        X509Certificate2[] chain =
            Enumerable.Range(0, 3).Select(i => TestCertificate.Create($"CN=filler{i}", padding: 18_000)).ToArray();
        await using OpenSslServer server = await OpenSslServer.StartAsync("-verify", "9");
        string[] options = ["-tls1_2", .. server.Certificate(Allowed, chain)];
        (HandshakeInspector found, string output) = await GetAsync(server, Policy.Required, 5000, options);
        Assert.Equal("CN=mycert", found.ClientCertificate?.ToString());
        Assert.True(found.IsVerified);
        Assert.Contains(Page, output);
    }

    [ToolTheory("openssl")]
    [InlineData("-tls1_2", new string[0])]
    [InlineData("-tls1_2", new[] { "-no_ticket" })]
    [InlineData("-tls1_1", new string[0])]
    [InlineData("-tls1", new[] { "-no_ticket" })]
    public async Task A_resumed_session_is_recognised(string version, string[] serverOptions)
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync([version, .. serverOptions]);
        string session = server.File("session");
        (HandshakeInspector first, _) = await GetAsync(server, Policy.Default, 1400, version, "-sess_out", session);
        Assert.False(first.IsResumed);
        foreach (GatewayConfiguration policy in new[] { Policy.Default, Policy.WhenListed })
        {
            (HandshakeInspector again, string output) = await GetAsync(server, policy, 1400, version, "-sess_in", session);
            Assert.Contains("Reused", output);
            Assert.True(again.IsResumed);
            Assert.True(again.IsVerified);
        }

        (HandshakeInspector required, _) = await GetAsync(server, Policy.Required, 1400, version, "-sess_in", session);
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, required.Refusal);
    }

    [ToolFact("openssl")]
    public async Task A_retry_is_followed()
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync("-tls1_3", "-groups", "P-384");
        (HandshakeInspector found, string output) = await GetAsync(server, Policy.Default, 100, "-groups", "X25519:P-384", "-msg");
        Assert.True(found.IsVerified);
        Assert.Equal(2, output.Split(">>> TLS 1.3, Handshake [length").Count(part => part.Contains(", ClientHello")));
        Assert.Contains(Page, output);
    }

    [ToolFact("openssl")]
    public async Task Early_data_goes_on_before_the_server_answers()
    {
        await using OpenSslServer server = await OpenSslServer.StartPlainAsync("-tls1_3", "-early_data");
        string session = server.File("session");
        (HandshakeInspector first, _) = await ConnectAsync(server, "-sess_out", session);
        Assert.True(first.IsVerified);

        using (TemporaryFolder folder = new())
        {
            (HandshakeInspector early, string output) = await ConnectAsync(
                server, "-sess_in", session, "-early_data", folder.Write("early", "sent at once"));
            Assert.Contains("Early data was accepted", output);
            await server.Process.WaitForAsync("sent at once");
            Assert.True(early.IsVerified);
        }
    }

    [ToolFact("openssl")]
    public async Task An_alert_of_the_server_reaches_the_client()
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync("-tls1_3");
        (HandshakeInspector found, string output) = await GetAsync(server, Policy.Default, 1400, "-tls1_2");
        Assert.Contains("alert protocol version", output);
        Assert.Equal(TunnelOutcome.Open, found.Refusal);
        Assert.False(found.IsVerified);
    }

    [ToolFact("openssl")]
    public async Task A_client_is_told_why_it_is_refused()
    {
        await using OpenSslServer server = await OpenSslServer.StartAsync();
        (HandshakeInspector name, string nameOutput) = await GetAsync(server, Policy.Default, 1400, "-servername", "other.example");
        Assert.Equal(TunnelOutcome.ServerNameMismatch, name.Refusal);
        Assert.Contains("unrecognized name", nameOutput);

        (HandshakeInspector version, string versionOutput) = await GetAsync(server, Policy.From(TlsVersion.Tls12), 1400, "-tls1");
        Assert.Equal(TunnelOutcome.UnsupportedTlsVersion, version.Refusal);
        Assert.Contains("alert protocol version", versionOutput);
    }

    private static async Task<(HandshakeInspector Found, string Output)> GetAsync(
        OpenSslServer server, GatewayConfiguration policy, int portion, params string[] options)
    {
        await using InspectingRelay relay = new(server.Port, policy, portion);
        Task<RelayedSession> relayed = relay.RelayOneAsync();
        string output = await OpenSslServer.GetAsync(relay.Port, options);
        return ((await relayed).Inspector, output);
    }

    // The server's line comes after its session tickets, and makes the client print them.
    private static async Task<(HandshakeInspector Found, string Output)> ConnectAsync(OpenSslServer server, params string[] options)
    {
        await using InspectingRelay relay = new(server.Port);
        Task<RelayedSession> relayed = relay.RelayOneAsync();
        await using Tool client = OpenSslServer.StartClient(relay.Port, ["-tls1_3", .. options]);
        await client.WaitForAsync("Verify return code");
        server.Process.Write("hello from the server\n");
        await client.WaitForAsync("hello from the server");
        client.Write("Q\n");
        string output = await client.FinishAsync();
        return ((await relayed).Inspector, output);
    }
}
