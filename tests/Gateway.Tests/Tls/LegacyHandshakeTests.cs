using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;
using static OmsGateway.Gateway.Tests.Tls.Support.LegacyHandshake;

namespace OmsGateway.Gateway.Tests.Tls;

/// <summary>The flights of TLS 1.0 to 1.2 after the hellos, RFC 5246 §7.3.</summary>
public sealed class LegacyHandshakeTests
{
    public static TheoryData<GatewayConfiguration> AllPolicies() => new(Policy.Default, Policy.Ignored, Policy.WhenListed);

    [Theory]
    [MemberData(nameof(AllPolicies))]
    public void A_full_handshake_is_verified_with_the_client_s_ChangeCipherSpec(GatewayConfiguration policy)
    {
        using Tunnel tunnel = Greeted(policy, ServerFlight(asksForCertificate: false));
        byte[] flight = ClientFlight(KeyExchange);
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(flight[..^1]));
        Assert.False(tunnel.Inspector.IsVerified);
        Assert.Equal(InspectionState.Passed, tunnel.Client(Join([flight[^1]], EncryptedData)));
        Assert.True(tunnel.Inspector.IsVerified);
        Assert.False(tunnel.Inspector.IsResumed);
        Assert.Equal(TlsVersion.Tls12, tunnel.Inspector.Version);
        Assert.EndsWith(Convert.ToHexString(EncryptedData), Convert.ToHexString(tunnel.ToServer));
    }

    [Theory]
    [MemberData(nameof(AllPolicies))]
    public void A_resumed_session_is_recognised(GatewayConfiguration policy)
    {
        byte[] answer = Join(Handshake(new ServerHelloBuilder().Message(), Ticket), ChangeCipherSpec, EncryptedData);
        using Tunnel tunnel = Greeted(policy, answer);
        Assert.Equal(InspectionState.Passed, tunnel.Client(ChangeCipherSpec, EncryptedData));
        Assert.True(tunnel.Inspector.IsVerified);
        Assert.True(tunnel.Inspector.IsResumed);
    }

    [Fact]
    public void A_whole_flight_of_the_server_goes_on()
    {
        byte[] flight = ServerFlight(asksForCertificate: true);
        using Tunnel tunnel = Greeted(Policy.WhenListed, flight);
        Assert.Equal(flight, tunnel.ToClient);
        Assert.Equal(InspectionState.Passed, tunnel.Server([]));
    }

    public static TheoryData<string, byte[]> DisorderedClients() => new()
    {
        { "key exchange twice", Handshake(KeyExchange, KeyExchange) },
        { "certificate after key exchange", Handshake(KeyExchange, NoCertificate) },
        { "certificate twice", Handshake(NoCertificate, NoCertificate) },
        { "verify without certificate", Handshake(KeyExchange, Verify) },
        { "verify before key exchange", Handshake(NoCertificate, Verify) },
        { "change of keys after certificate", Join(Handshake(NoCertificate), ChangeCipherSpec) },
        { "certificate URL", Handshake(Message(21, 0)) },
        { "second hello", ClientHelloBuilder.Tls12().Record() },
        { "finished in the clear", Handshake(Message(20, new byte[12])) },
        { "data in the clear", EncryptedData },
        { "key exchange cut by an alert", Join(Handshake(KeyExchange[..5]), WarningAlert) },
    };

    [Theory]
    [MemberData(nameof(DisorderedClients))]
    public void A_client_out_of_order_is_refused(string what, byte[] bytes)
    {
        foreach (GatewayConfiguration policy in new[] { Policy.Ignored, Policy.WhenListed })
        {
            using Tunnel tunnel = Greeted(policy, ServerFlight(asksForCertificate: true));
            tunnel.Client(bytes);
            Assert.True(tunnel.Outcome == TunnelOutcome.MalformedHandshake, what);
            Assert.False(tunnel.Inspector.IsVerified);
        }
    }

    public static TheoryData<string, byte[]> DisorderedServers() => new()
    {
        { "second hello", ServerHelloBuilder.Tls12Record },
        { "client's hello", ClientHelloBuilder.Tls12().Record() },
        { "change of keys in a full handshake", Join(Handshake(Message(11, 0, 0, 0)), ChangeCipherSpec) },
        { "data in the clear", EncryptedData },
    };

    [Theory]
    [MemberData(nameof(DisorderedServers))]
    public void A_server_out_of_order_is_refused(string what, byte[] bytes)
    {
        using Tunnel tunnel = Greeted(Policy.WhenListed, ServerHelloBuilder.Tls12Record);
        tunnel.Server(bytes);
        Assert.True(tunnel.Outcome == TunnelOutcome.MalformedHandshake, what);
    }

    [Fact]
    public void A_client_must_not_run_ahead_of_the_server_where_certificates_are_checked()
    {
        foreach (byte[] bytes in new[] { Handshake(KeyExchange), Handshake(NoCertificate), ChangeCipherSpec })
        {
            using Tunnel tunnel = Greeted(Policy.WhenListed, ServerHelloBuilder.Tls12Record);
            tunnel.Client(bytes);
            Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
        }
    }

    [Fact]
    public void A_client_may_say_nothing_more_in_a_resumed_session()
    {
        using Tunnel tunnel = Greeted(Policy.WhenListed, Join(ServerHelloBuilder.Tls12Record, ChangeCipherSpec));
        tunnel.Client(Handshake(NoCertificate));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_client_must_not_skip_the_key_exchange_of_a_full_handshake()
    {
        using Tunnel tunnel = Greeted(Policy.WhenListed, ServerFlight(asksForCertificate: false));
        tunnel.Client(ChangeCipherSpec);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    private static Tunnel Greeted(GatewayConfiguration policy, byte[] answer)
    {
        Tunnel tunnel = new(policy);
        tunnel.Client(ClientHelloBuilder.Tls12().Record());
        Assert.NotEqual(InspectionState.Refused, tunnel.Server(answer));
        return tunnel;
    }
}
