using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class VersionTests
{
    private const byte ProtocolVersion = 70;

    [Theory]
    [InlineData(0x0301, TlsVersion.Tls10, TunnelOutcome.Open)]
    [InlineData(0x0302, TlsVersion.Tls10, TunnelOutcome.Open)]
    [InlineData(0x0303, TlsVersion.Tls12, TunnelOutcome.Open)]
    [InlineData(0x0302, TlsVersion.Tls12, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x0303, TlsVersion.Tls13, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x0304, TlsVersion.Tls13, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x03FF, TlsVersion.Tls12, TunnelOutcome.Open)]
    [InlineData(0x0400, TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion)]
    public void The_legacy_version_is_the_highest_offered(int version, TlsVersion minimum, TunnelOutcome outcome)
    {
        using Tunnel tunnel = new(Policy.From(minimum));
        tunnel.Client(new ClientHelloBuilder { LegacyVersion = (ushort)version }.WithName(Tunnel.Target).Record());
        Assert.Equal(outcome, tunnel.Outcome);
        if (outcome != TunnelOutcome.Open) Assert.Equal(ProtocolVersion, tunnel.Alert);
    }

    [Theory]
    [InlineData(TlsVersion.Tls13, TunnelOutcome.Open, 0x0304)]
    [InlineData(TlsVersion.Tls13, TunnelOutcome.Open, 0x1A1A, 0x0304, 0x0303)]
    [InlineData(TlsVersion.Tls13, TunnelOutcome.UnsupportedTlsVersion, 0x0303, 0x0302)]
    [InlineData(TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion, 0x1A1A)]
    [InlineData(TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion, 0x0305)]
    [InlineData(TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion, 0x7F1C)]
    [InlineData(TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion, 0x0300)]
    [InlineData(TlsVersion.Tls13, TunnelOutcome.Open, 0x0305, 0x0304)]
    [InlineData(TlsVersion.Tls12, TunnelOutcome.UnsupportedTlsVersion, 0x0302)]
    public void Supported_versions_override_the_legacy_version(TlsVersion minimum, TunnelOutcome outcome, params int[] versions)
    {
        using Tunnel tunnel = new(Policy.From(minimum));
        tunnel.Client(ClientHelloBuilder.Tls12().WithVersions(versions.Select(v => (ushort)v).ToArray()).Record());
        Assert.Equal(outcome, tunnel.Outcome);
    }

    [Theory]
    [InlineData(0x0301, TlsVersion.Tls10, TunnelOutcome.Open)]
    [InlineData(0x0302, TlsVersion.Tls10, TunnelOutcome.Open)]
    [InlineData(0x0303, TlsVersion.Tls10, TunnelOutcome.Open)]
    [InlineData(0x0302, TlsVersion.Tls12, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x0300, TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x0305, TlsVersion.Tls10, TunnelOutcome.UnsupportedTlsVersion)]
    [InlineData(0x0304, TlsVersion.Tls10, TunnelOutcome.MalformedHandshake)]
    public void The_server_s_choice_is_held_against_the_minimum(int version, TlsVersion minimum, TunnelOutcome outcome)
    {
        using Tunnel tunnel = new(Policy.From(minimum));
        tunnel.Client(ClientHelloBuilder.Tls12().Record());
        tunnel.Server(new ServerHelloBuilder { LegacyVersion = (ushort)version }.Record());
        Assert.Equal(outcome, tunnel.Outcome);
        Assert.Equal(outcome == TunnelOutcome.Open ? (TlsVersion)version : TlsVersion.None, tunnel.Inspector.Version);
        if (outcome != TunnelOutcome.Open) Assert.Empty(tunnel.ToClient);
    }

    [Fact]
    public void A_version_that_was_not_offered_is_malformed()
    {
        using Tunnel newer = new();
        newer.Client(ClientHelloBuilder.Tls12().Record());
        newer.Server(ServerHelloBuilder.Tls13Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, newer.Outcome);

        using Tunnel older = new();
        older.Client(ClientHelloBuilder.Tls12().WithVersions(0x0304).Record());
        older.Server(ServerHelloBuilder.Tls12Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, older.Outcome);

        using Tunnel above = new();
        above.Client(new ClientHelloBuilder { LegacyVersion = 0x0302 }.WithName(Tunnel.Target).Record());
        above.Server(ServerHelloBuilder.Tls12Record);
        Assert.Equal(TunnelOutcome.MalformedHandshake, above.Outcome);
    }

    [Fact]
    public void An_extension_that_chooses_an_old_version_is_malformed()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(new ServerHelloBuilder().With(43, 3, 3).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void TLS_1_3_is_verified_with_the_ServerHello()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        byte[] answer = Join(ServerHelloBuilder.Tls13Record, ChangeCipherSpec, EncryptedData);
        Assert.Equal(InspectionState.Passed, tunnel.Server(answer));
        Assert.True(tunnel.Inspector.IsVerified);
        Assert.Equal(TlsVersion.Tls13, tunnel.Inspector.Version);
        Assert.Equal(answer, tunnel.ToClient);
        Assert.Equal(InspectionState.Passed, tunnel.Client(EncryptedData));
        Assert.EndsWith(Convert.ToHexString(EncryptedData), Convert.ToHexString(tunnel.ToServer));
    }

    [Theory]
    [InlineData(0x0301, 0x01)]
    [InlineData(0x0302, 0x02)]
    public void An_alert_has_a_version_the_client_knows(int offered, byte minor)
    {
        using Tunnel tunnel = new(Policy.From(TlsVersion.Tls12));
        tunnel.Client(new ClientHelloBuilder { LegacyVersion = (ushort)offered }.WithName(Tunnel.Target).Record());
        Assert.Equal([21, 3, minor, 0, 2, 2, ProtocolVersion], tunnel.Inspector.RefusalAlert.ToArray());
    }

    [Fact]
    public void An_alert_to_a_TLS_1_3_client_says_TLS_1_2()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13("other.example").Record());
        Assert.Equal([21, 3, 3, 0, 2, 2, 112], tunnel.Inspector.RefusalAlert.ToArray());
    }

    public static TheoryData<string, byte[]> MalformedServerHellos() => new()
    {
        { "empty", Message(2) },
        { "cut short", Message(2, new ServerHelloBuilder().Message()[4..^2]) },
        { "session id too long", new ServerHelloBuilder { SessionId = new byte[33] }.Message() },
        { "byte after the extensions", new ServerHelloBuilder { AfterExtensions = [1] }.With(43, 3, 4).Message() },
        { "byte without extensions", new ServerHelloBuilder { AfterExtensions = [1] }.Message() },
        { "duplicate extension", new ServerHelloBuilder().With(43, 3, 4).With(43, 3, 4).Message() },
        { "long version", new ServerHelloBuilder().With(43, 3, 4, 0).Message() },
        { "short version", new ServerHelloBuilder().With(43, 3).Message() },
        { "certificate in its place", Message(11, 0, 0, 0) },
    };

    [Theory]
    [MemberData(nameof(MalformedServerHellos))]
    public void A_malformed_ServerHello_is_refused(string what, byte[] message)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(Handshake(message));
        Assert.True(tunnel.Outcome == TunnelOutcome.MalformedHandshake, what);
        Assert.Empty(tunnel.ToClient);
    }
}
