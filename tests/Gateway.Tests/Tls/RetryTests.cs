using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

/// <summary>HelloRetryRequest, RFC 8446 §4.1.4.</summary>
public sealed class RetryTests
{
    [Fact]
    public void The_second_hello_is_verified_with_the_second_answer()
    {
        using Tunnel tunnel = Retried();
        Assert.False(tunnel.Inspector.IsVerified);
        Assert.Equal(InspectionState.Inspecting, tunnel.Server(ChangeCipherSpec));
        byte[] second = ClientHelloBuilder.Tls13().With(44, 0, 1, 9).Record();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(ChangeCipherSpec, second));
        Assert.Equal(InspectionState.Passed, tunnel.Server(ServerHelloBuilder.Tls13Record));
        Assert.True(tunnel.Inspector.IsVerified);
    }

    public static TheoryData<string, byte[], TunnelOutcome> BadSecondHellos() => new()
    {
        { "another name", ClientHelloBuilder.Tls13("other.example").Record(), TunnelOutcome.ServerNameMismatch },
        { "no name", new ClientHelloBuilder().WithVersions(0x0304, 0x0303).Record(), TunnelOutcome.MalformedHandshake },
        { "other versions", ClientHelloBuilder.Tls12().Record(), TunnelOutcome.MalformedHandshake },
        { "early data", ClientHelloBuilder.Tls13().WithEarlyData().Record(), TunnelOutcome.MalformedHandshake },
        { "another message", Handshake(Message(16, 0)), TunnelOutcome.MalformedHandshake },
        { "encrypted data", EncryptedData, TunnelOutcome.MalformedHandshake },
    };

    [Theory]
    [MemberData(nameof(BadSecondHellos))]
    public void The_second_hello_is_held_against_the_same_rules(string what, byte[] second, TunnelOutcome outcome)
    {
        using Tunnel tunnel = Retried();
        byte[] before = tunnel.ToServer;
        tunnel.Client(second);
        Assert.True(outcome == tunnel.Outcome, what);
        Assert.Equal(before, tunnel.ToServer);
    }

    [Fact]
    public void A_name_must_not_appear_in_the_second_hello()
    {
        using Tunnel tunnel = new(Policy.NameOptional);
        tunnel.Client(new ClientHelloBuilder().WithVersions(0x0304).Record());
        tunnel.Server(ServerHelloBuilder.RetryRecord);
        tunnel.Client(ClientHelloBuilder.Tls12().WithVersions(0x0304).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_second_retry_is_refused()
    {
        using Tunnel tunnel = Retried();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(ServerHelloBuilder.RetryRecord);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_server_must_not_go_on_before_the_second_hello()
    {
        using Tunnel tunnel = Retried();
        tunnel.Server(ServerHelloBuilder.Tls13Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_server_must_not_fall_back_after_a_retry()
    {
        using Tunnel tunnel = Retried();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(ServerHelloBuilder.Tls12Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_retry_of_an_older_version_is_refused()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(new ServerHelloBuilder { IsRetryRequest = true }.Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void Early_data_may_cross_the_retry()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().WithEarlyData().Record(), ChangeCipherSpec, EncryptedData);
        tunnel.Server(ServerHelloBuilder.RetryRecord);
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(EncryptedData, ClientHelloBuilder.Tls13().Record()));
        tunnel.Client(EncryptedData);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    private static Tunnel Retried()
    {
        Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        Assert.Equal(InspectionState.Inspecting, tunnel.Server(ServerHelloBuilder.RetryRecord));
        return tunnel;
    }
}
