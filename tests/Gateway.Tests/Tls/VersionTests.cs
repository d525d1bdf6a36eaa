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
    public void LegacyVersionIsTheHighestOffered(int version, TlsVersion minimum, TunnelOutcome outcome)
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
    public void SupportedVersionsOverrideTheLegacyVersion(TlsVersion minimum, TunnelOutcome outcome, params int[] versions)
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
    public void ServersChoiceIsHeldAgainstTheMinimum(int version, TlsVersion minimum, TunnelOutcome outcome)
    {
        using Tunnel tunnel = new(Policy.From(minimum));
        tunnel.Client(ClientHelloBuilder.Tls12().Record());
        tunnel.Server(new ServerHelloBuilder { LegacyVersion = (ushort)version }.Record());
        Assert.Equal(outcome, tunnel.Outcome);
        Assert.Equal(outcome == TunnelOutcome.Open ? (TlsVersion)version : TlsVersion.None, tunnel.Inspector.Version);
        if (outcome != TunnelOutcome.Open) Assert.Empty(tunnel.ToClient);
    }

    [Fact]
    public void VersionThatWasNotOfferedIsMalformed()
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
    public void ExtensionThatChoosesAnOldVersionIsMalformed()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(new ServerHelloBuilder().With(43, 3, 3).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    [Fact]
    public void Tls13IsVerifiedWithTheServerHello()
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
    public void AlertHasAVersionTheClientKnows(int offered, byte minor)
    {
        using Tunnel tunnel = new(Policy.From(TlsVersion.Tls12));
        tunnel.Client(new ClientHelloBuilder { LegacyVersion = (ushort)offered }.WithName(Tunnel.Target).Record());
        Assert.Equal([21, 3, minor, 0, 2, 2, ProtocolVersion], tunnel.Inspector.RefusalAlert.ToArray());
    }

    [Fact]
    public void AlertToATls13ClientSaysTls12()
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
    public void MalformedServerHelloIsRefused(string what, byte[] message)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server(Handshake(message));
        Assert.True(tunnel.Outcome == TunnelOutcome.MalformedHandshake, what);
        Assert.Empty(tunnel.ToClient);
    }
}
