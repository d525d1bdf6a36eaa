using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class RecordTests
{
    [Theory]
    [InlineData(HandshakeType)]
    [InlineData(AlertType)]
    [InlineData(ChangeCipherSpecType)]
    [InlineData(ApplicationDataType)]
    public void An_empty_record_is_refused(byte type)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().WithEarlyData().Record());
        tunnel.Client([type, 3, 3, 0, 0]);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Theory]
    [InlineData(HandshakeType, (1 << 14) + 1)]
    [InlineData(HandshakeType, 0xFFFF)]
    [InlineData(ApplicationDataType, (1 << 14) + 257)]
    public void An_overlong_record_is_refused_by_its_header(byte type, int length)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().WithEarlyData().Record());
        tunnel.Client(Join([type, 3, 3], UInt16(length)));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_hello_may_be_sixteen_kilobytes_and_no_more()
    {
        Assert.Equal(TunnelOutcome.Open, OutcomeOfHello(HandshakeLimits.MaximumHello));
        Assert.Equal(TunnelOutcome.MalformedHandshake, OutcomeOfHello(HandshakeLimits.MaximumHello + 1));
    }

    [Fact]
    public void A_ServerHello_may_be_sixteen_kilobytes_and_no_more()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(Handshake([2, 0, 0x40, 1]));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void Records_are_counted()
    {
        byte[] message = ClientHelloBuilder.Tls13().With(0x1234, new byte[6000]).Message();
        Assert.Equal(TunnelOutcome.Open, Outcome(Fragmented(message, 2)));
        AssertMalformed(Outcome(Fragmented(message, 1)));
        AssertMalformed(Outcome(
            ClientHelloBuilder.Tls13().Record(),
            Join(Enumerable.Repeat(ChangeCipherSpec, HandshakeLimits.MaximumRecords).ToArray())));
    }

    [Fact]
    public void Bytes_are_counted()
    {
        byte[] record = Record(ApplicationDataType, new byte[1 << 14]);
        int most = HandshakeLimits.MaximumBytes / record.Length;
        byte[] hello = ClientHelloBuilder.Tls13().WithEarlyData().Record();
        Assert.Equal(TunnelOutcome.Open, Outcome(hello, Join(Enumerable.Repeat(record, most).ToArray())));
        AssertMalformed(Outcome(hello, Join(Enumerable.Repeat(record, most + 1).ToArray())));
    }

    [Theory]
    [InlineData(AlertType)]
    [InlineData(ChangeCipherSpecType)]
    [InlineData(ApplicationDataType)]
    [InlineData((byte)24)]
    public void A_message_must_not_be_interrupted(byte type)
    {
        byte[] hello = ClientHelloBuilder.Tls13().WithEarlyData().Message();
        byte[] other = type == ChangeCipherSpecType ? [1] : [1, 0];
        AssertMalformed(Outcome(Handshake(hello[..50]), Record(type, other), Handshake(hello[50..])));
        AssertMalformed(Outcome(Handshake(hello[..2]), Record(type, other), Handshake(hello[2..])));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(0)]
    [InlineData((byte)'G')]
    public void An_unknown_record_type_is_refused(byte type) =>
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), Record(type, [1, 2, 3])));

    [Fact]
    public void An_unknown_record_version_is_refused() =>
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), Record(AlertType, [1, 0], 0x0203)));

    [Fact]
    public void A_malformed_ChangeCipherSpec_is_refused()
    {
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), Record(ChangeCipherSpecType, [2])));
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), Record(ChangeCipherSpecType, [1, 1])));
    }

    [Fact]
    public void Alerts_pass_in_both_directions()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Client(WarningAlert);
        Assert.Equal(InspectionState.Inspecting, tunnel.Server(WarningAlert));
        Assert.Equal(WarningAlert, tunnel.ToClient);
        Assert.EndsWith(Convert.ToHexString(WarningAlert), Convert.ToHexString(tunnel.ToServer));
        Assert.Equal(InspectionState.Passed, tunnel.Server(ServerHelloBuilder.Tls13Record));
    }

    [Fact]
    public void A_malformed_alert_is_refused() =>
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), Record(AlertType, [1, 2, 3])));

    [Fact]
    public void Early_data_passes_only_when_offered()
    {
        byte[] with = ClientHelloBuilder.Tls13().WithEarlyData().Record();
        Assert.Equal(TunnelOutcome.Open, Outcome(with, ChangeCipherSpec, EncryptedData));
        AssertMalformed(Outcome(ClientHelloBuilder.Tls13().Record(), EncryptedData));
        AssertMalformed(Outcome(ClientHelloBuilder.Tls12().WithEarlyData().Record(), EncryptedData));
    }

    [Fact]
    public void ChangeCipherSpec_passes_early_only_with_TLS_1_3() =>
        AssertMalformed(Outcome(ClientHelloBuilder.Tls12().Record(), ChangeCipherSpec));

    [Fact]
    public void A_server_must_not_fall_back_once_TLS_1_3_has_begun()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record(), ChangeCipherSpec);
        tunnel.Server(ServerHelloBuilder.Tls12Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Theory]
    [InlineData(ChangeCipherSpecType)]
    [InlineData(ApplicationDataType)]
    public void A_server_must_not_encrypt_before_its_hello(byte type)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(WarningAlert);
        tunnel.Server(Record(type, [1]));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void A_refusal_holds_for_both_directions_and_for_good()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13("other.example").Record());
        Assert.Equal(InspectionState.Refused, tunnel.Server(ServerHelloBuilder.Tls13Record));
        Assert.Equal(InspectionState.Refused, tunnel.Client(ClientHelloBuilder.Tls13().Record()));
        Assert.Equal(TunnelOutcome.ServerNameMismatch, tunnel.Outcome);
        Assert.False(tunnel.Inspector.IsVerified);
    }

    [Fact]
    public void Nothing_passes_once_disposed()
    {
        HandshakeInspector inspector = new Tunnel().Inspector;
        inspector.Dispose();
        inspector.Dispose();
        InspectionStep step = inspector.Inspect(TunnelDirection.ClientToServer, ClientHelloBuilder.Tls13().Record());
        Assert.Equal(InspectionState.Refused, step.State);
    }

    private static void AssertMalformed(TunnelOutcome outcome) => Assert.Equal(TunnelOutcome.MalformedHandshake, outcome);

    private static TunnelOutcome OutcomeOfHello(int length)
    {
        int rest = length - ClientHelloBuilder.Tls13().Body().Length - 4;
        return Outcome(Fragmented(ClientHelloBuilder.Tls13().With(0x1234, new byte[rest]).Message(), 1 << 14));
    }

    private static TunnelOutcome Outcome(params byte[][] fromClient)
    {
        using Tunnel tunnel = new();
        tunnel.Client(fromClient);
        return tunnel.Outcome;
    }
}
