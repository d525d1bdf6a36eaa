using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class ClientHelloTests
{
    [Fact]
    public void A_well_formed_hello_goes_on_unchanged()
    {
        byte[] hello = ClientHelloBuilder.Tls13().Record();
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(hello));
        Assert.Equal(hello, tunnel.ToServer);
        Assert.Equal(Tunnel.Target, tunnel.Inspector.ServerName);
        Assert.False(tunnel.Inspector.IsVerified);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(64)]
    public void A_hello_in_many_records_goes_on_only_whole(int size)
    {
        byte[] hello = Fragmented(ClientHelloBuilder.Tls13().With(0x1234, new byte[1900]).Message(), size);
        using Tunnel tunnel = new();
        foreach (byte b in hello[..^1])
        {
            tunnel.Client([b]);
            Assert.Empty(tunnel.ToServer);
        }

        Assert.Equal(InspectionState.Inspecting, tunnel.Client([hello[^1]]));
        Assert.Equal(hello, tunnel.ToServer);
    }

    [Fact]
    public void A_hello_without_extensions_is_read_when_no_name_is_required()
    {
        using Tunnel tunnel = new(Policy.NameOptional);
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(new ClientHelloBuilder { LegacyVersion = 0x0301 }.Record()));
    }

    public static TheoryData<string, byte[]> MalformedHellos()
    {
        byte[] good = ClientHelloBuilder.Tls13().Body();
        return new()
        {
            { "empty message", [] },
            { "too short", [3, 3] },
            { "session id too long", new ClientHelloBuilder { SessionId = new byte[33] }.WithName(Tunnel.Target).Body() },
            { "no cipher suites", new ClientHelloBuilder { CipherSuites = [] }.WithName(Tunnel.Target).Body() },
            { "odd cipher suites", new ClientHelloBuilder { CipherSuites = [1, 2, 3] }.WithName(Tunnel.Target).Body() },
            { "no compression method", new ClientHelloBuilder { Compression = [] }.WithName(Tunnel.Target).Body() },
            { "bytes after the extensions", new ClientHelloBuilder { AfterExtensions = [0] }.WithName(Tunnel.Target).Body() },
            { "last byte missing", good[..^1] },
            { "duplicate server_name", ClientHelloBuilder.Tls13().WithName(Tunnel.Target).Body() },
            { "duplicate unknown extension", ClientHelloBuilder.Tls13().With(0x7777).With(0x7777).Body() },
            { "empty supported_versions", ClientHelloBuilder.Tls12().With(43).Body() },
            { "empty list of versions", ClientHelloBuilder.Tls12().With(43, 0).Body() },
            { "odd list of versions", ClientHelloBuilder.Tls12().With(43, 3, 3, 4, 3).Body() },
            { "bytes after the list of versions", ClientHelloBuilder.Tls12().With(43, 2, 3, 4, 0).Body() },
            { "extension longer than the block", Join(new ClientHelloBuilder().Body(), [0, 4, 0, 0, 0, 1]) },
            { "half an extension header", Join(new ClientHelloBuilder().Body(), [0, 3, 0, 0, 0]) },
        };
    }

    [Theory]
    [MemberData(nameof(MalformedHellos))]
    public void A_malformed_hello_is_refused(string what, byte[] body)
    {
        using Tunnel tunnel = new();
        Assert.True(InspectionState.Refused == tunnel.Client(Handshake(Message(1, body))), what);
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
        Assert.Empty(tunnel.ToServer);
        Assert.NotNull(tunnel.Alert);
    }

    [Fact]
    public void Many_extensions_pass_up_to_the_limit()
    {
        Assert.Equal(TunnelOutcome.Open, OutcomeWithExtensions(HandshakeLimits.MaximumExtensions));
        Assert.Equal(TunnelOutcome.MalformedHandshake, OutcomeWithExtensions(HandshakeLimits.MaximumExtensions + 1));
    }

    [Fact]
    public void Another_message_in_the_hello_s_record_is_refused()
    {
        using Tunnel tunnel = new();
        tunnel.Client(Handshake(ClientHelloBuilder.Tls13().Message(), [16]));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
        Assert.Empty(tunnel.ToServer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(255)]
    public void Another_message_in_the_hello_s_place_is_refused(byte type)
    {
        using Tunnel tunnel = new();
        tunnel.Client(Handshake([type]));
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
        Assert.Equal((byte)10, tunnel.Alert);
    }

    [Fact]
    public void An_encrypted_hello_is_noted_and_its_outer_name_checked()
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(ClientHelloBuilder.Tls13().With(0xfe0d, 0, 0, 1, 0, 1).Record()));
        Assert.True(tunnel.Inspector.OffersEncryptedClientHello);

        using Tunnel other = new();
        other.Client(ClientHelloBuilder.Tls13("cloud-ech.example").With(0xfe0d, 0, 0, 1, 0, 1).Record());
        Assert.Equal(TunnelOutcome.ServerNameMismatch, other.Outcome);
        Assert.True(other.Inspector.OffersEncryptedClientHello);
    }

    private static TunnelOutcome OutcomeWithExtensions(int count)
    {
        ClientHelloBuilder hello = ClientHelloBuilder.Tls12();
        for (int i = 1; i < count; i++) hello.With((ushort)(0x4000 + i));
        using Tunnel tunnel = new();
        tunnel.Client(hello.Record());
        return tunnel.Outcome;
    }
}
