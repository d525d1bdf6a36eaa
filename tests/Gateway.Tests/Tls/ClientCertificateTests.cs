using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;
using OmsGateway.TestSupport;
using static OmsGateway.Gateway.Tests.Tls.Support.LegacyHandshake;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class ClientCertificateTests
{
    private const byte AccessDenied = 49;
    private static readonly X509Certificate2 Allowed = TestCertificate.Create("CN=mycert");
    private static readonly X509Certificate2 Other = TestCertificate.Create("CN=Gateway/O=Contoso");

    public static TheoryData<GatewayConfiguration> Checking() => new(Policy.WhenListed, Policy.Required);

    [Theory]
    [MemberData(nameof(Checking))]
    public void An_allowed_certificate_passes(GatewayConfiguration policy)
    {
        using Tunnel tunnel = Asked(policy);
        Assert.Equal(InspectionState.Passed, tunnel.Client(ClientFlight(Certificate(Allowed), KeyExchange, Verify)));
        Assert.True(tunnel.Inspector.IsVerified);
        Assert.Equal("CN=mycert", tunnel.Inspector.ClientCertificate!.ToString());
    }

    [Theory]
    [MemberData(nameof(Checking))]
    public void Another_certificate_is_refused_before_the_server_sees_it(GatewayConfiguration policy)
    {
        using Tunnel tunnel = Asked(policy);
        byte[] before = tunnel.ToServer;
        tunnel.Client(Fragmented(Certificate(Other), 100));
        Assert.Equal(TunnelOutcome.InvalidClientCertificate, tunnel.Outcome);
        Assert.Equal("CN=Gateway, O=Contoso", tunnel.Inspector.RefusalDetail);
        Assert.Equal(AccessDenied, tunnel.Alert);
        Assert.Equal(before, tunnel.ToServer);
    }

    [Fact]
    public void A_certificate_in_any_number_of_records_is_held_until_whole()
    {
        using Tunnel tunnel = Asked(Policy.Required);
        byte[] before = tunnel.ToServer;
        byte[] certificate = Fragmented(Certificate(Allowed, Other), 1);
        Assert.Equal(InspectionState.Inspecting, tunnel.ClientByteByByte(certificate[..^1]));
        Assert.Equal(before, tunnel.ToServer);
        tunnel.Client([certificate[^1]]);
        Assert.Equal(Join(before, certificate), tunnel.ToServer);
    }

    [Fact]
    public void Only_the_first_certificate_of_the_chain_counts()
    {
        using Tunnel tunnel = Asked(Policy.Required);
        tunnel.Client(Handshake(Certificate(Other, Allowed)));
        Assert.Equal(TunnelOutcome.InvalidClientCertificate, tunnel.Outcome);
    }

    [Fact]
    public void A_client_without_a_certificate_passes_unless_one_is_required()
    {
        using Tunnel listed = Asked(Policy.WhenListed);
        Assert.Equal(InspectionState.Passed, listed.Client(ClientFlight(NoCertificate, KeyExchange)));
        Assert.Null(listed.Inspector.ClientCertificate);

        using Tunnel required = Asked(Policy.Required);
        required.Client(Handshake(NoCertificate));
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, required.Outcome);
        Assert.Equal(AccessDenied, required.Alert);
    }

    [Fact]
    public void Nothing_is_checked_when_nothing_is_listed_or_checking_is_off()
    {
        foreach (GatewayConfiguration policy in new[] { Policy.Default, Policy.Ignored })
        {
            using Tunnel tunnel = Asked(policy);
            Assert.Equal(InspectionState.Passed, tunnel.Client(ClientFlight(Certificate(Other), KeyExchange, Verify)));
            Assert.Null(tunnel.Inspector.ClientCertificate);
        }
    }

    [Fact]
    public void Even_garbage_passes_when_checking_is_off()
    {
        using Tunnel tunnel = Asked(Policy.Ignored);
        Assert.Equal(InspectionState.Passed, tunnel.Client(ClientFlight(Message(11, 1, 2, 3, 4), KeyExchange)));
    }

    [Fact]
    public void A_certificate_that_was_not_asked_for_is_refused()
    {
        using Tunnel tunnel = Asked(Policy.WhenListed, asks: false);
        tunnel.Client(Handshake(Certificate(Allowed)));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Theory]
    [MemberData(nameof(Checking))]
    public void A_key_exchange_in_place_of_the_certificate_is_refused(GatewayConfiguration policy)
    {
        using Tunnel tunnel = Asked(policy);
        tunnel.Client(ClientFlight(KeyExchange));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void Required_refuses_a_server_that_does_not_ask()
    {
        using Tunnel tunnel = Asked(Policy.Required, asks: false);
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, tunnel.Outcome);
    }

    [Fact]
    public void Required_refuses_resumption()
    {
        using Tunnel tunnel = new(Policy.Required);
        tunnel.Client(ClientHelloBuilder.Tls12().Record());
        tunnel.Server(Handshake(new ServerHelloBuilder().Message(), Ticket), ChangeCipherSpec);
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, tunnel.Outcome);
    }

    [Fact]
    public void Required_refuses_TLS_1_3_as_soon_as_it_is_known()
    {
        using Tunnel chosen = new(Policy.Required);
        Assert.Equal(InspectionState.Inspecting, chosen.Client(ClientHelloBuilder.Tls13().Record()));
        chosen.Server(ServerHelloBuilder.Tls13Record);
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, chosen.Outcome);
        Assert.Empty(chosen.ToClient);

        using Tunnel retried = new(Policy.Required);
        retried.Client(ClientHelloBuilder.Tls13().Record());
        retried.Server(ServerHelloBuilder.RetryRecord);
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, retried.Outcome);

        using Tunnel only = new(Policy.Required);
        only.Client(ClientHelloBuilder.Tls12().WithVersions(0x0304).Record());
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, only.Outcome);
        Assert.Empty(only.ToServer);
    }

    [Fact]
    public void Required_refuses_early_data()
    {
        using Tunnel tunnel = new(Policy.Required);
        tunnel.Client(ClientHelloBuilder.Tls13().WithEarlyData().Record());
        Assert.Equal(TunnelOutcome.ClientCertificateMissing, tunnel.Outcome);
    }

    [Fact]
    public void WhenListed_lets_TLS_1_3_and_resumption_pass()
    {
        using Tunnel tls13 = new(Policy.WhenListed);
        tls13.Client(ClientHelloBuilder.Tls13().Record());
        Assert.Equal(InspectionState.Passed, tls13.Server(ServerHelloBuilder.Tls13Record));

        using Tunnel resumed = new(Policy.WhenListed);
        resumed.Client(ClientHelloBuilder.Tls12().Record());
        Assert.Equal(InspectionState.Passed, resumed.Server(ServerHelloBuilder.Tls12Record, ChangeCipherSpec));
    }

    [Theory]
    [InlineData("CN=" + Policy.WorkspaceId + "/CN=fedcba98-0000-0000-0000-000000000000/OU=Microsoft Monitoring Agent/O=Microsoft")]
    [InlineData("O=Microsoft/OU=Microsoft Monitoring Agent/CN=fedcba98-0000-0000-0000-000000000000/CN=" + Policy.WorkspaceId)]
    [InlineData("OU=Microsoft Monitoring Agent/CN=" + Policy.WorkspaceId + "/O=Microsoft/CN=fedcba98-0000-0000-0000-000000000000")]
    public void An_agent_of_a_discovered_workspace_is_allowed_in_any_order(string subject)
    {
        using X509Certificate2 certificate = TestCertificate.Create(subject);
        using Tunnel tunnel = Asked(Policy.Workspace);
        Assert.Equal(InspectionState.Passed, tunnel.Client(ClientFlight(Certificate(certificate), KeyExchange, Verify)));
    }

    [Theory]
    [InlineData("CN=00000000-89ab-cdef-0123-456789abcdef/OU=Microsoft Monitoring Agent/O=Microsoft")]
    [InlineData("CN=" + Policy.WorkspaceId + "/O=Microsoft")]
    [InlineData("CN=" + Policy.WorkspaceId + ", OU=Microsoft Monitoring Agent, O=Microsoft")]
    public void Another_agent_is_refused(string subject)
    {
        using X509Certificate2 certificate = TestCertificate.Create(subject);
        using Tunnel tunnel = Asked(Policy.Workspace);
        tunnel.Client(Handshake(Certificate(certificate)));
        Assert.Equal(TunnelOutcome.InvalidClientCertificate, tunnel.Outcome);
    }

    [Fact]
    public void An_overlong_certificate_message_is_refused_by_its_header()
    {
        using Tunnel tunnel = Asked(Policy.WhenListed);
        tunnel.Client(Handshake([11, 1, 0, 1]));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    // By their names, since a certificate is another one in each run.
    private static readonly Dictionary<string, byte[]> Malformed = new()
    {
        ["no list"] = [],
        ["list too long"] = [0, 0, 9, 0, 0, 1, 5],
        ["byte after the list"] = [0, 0, 0, 7],
        ["empty certificate"] = [0, 0, 3, 0, 0, 0],
        ["second certificate cut short"] = Vector(3, Join(Vector(3, Allowed.RawData), [0, 0, 5, 1])),
        ["no DER"] = Vector(3, Vector(3, 1, 2, 3, 4)),
        ["byte after the DER"] = Vector(3, Vector(3, [.. Allowed.RawData, 0])),
    };

    public static TheoryData<string> MalformedMessages() => [.. Malformed.Keys];

    [Theory]
    [MemberData(nameof(MalformedMessages))]
    public void A_malformed_certificate_message_is_refused(string what)
    {
        using Tunnel tunnel = Asked(Policy.WhenListed);
        tunnel.Client(Handshake(Message(11, Malformed[what])));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    private static Tunnel Asked(GatewayConfiguration policy, bool asks = true)
    {
        Tunnel tunnel = new(policy);
        tunnel.Client(ClientHelloBuilder.Tls12().Record());
        tunnel.Server(ServerFlight(asks));
        return tunnel;
    }
}
