using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Tls.Live;

public sealed class SslStreamTests
{
    private static readonly X509Certificate2 Allowed = TestCertificate.Create("CN=mycert");
    private static readonly X509Certificate2 Unlisted = TestCertificate.Create("CN=Gateway");

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsVersion.Tls12, 100)]
    [InlineData(SslProtocols.Tls12, TlsVersion.Tls12, 65536)]
    [InlineData(SslProtocols.Tls13, TlsVersion.Tls13, 100)]
    [InlineData(SslProtocols.Tls13, TlsVersion.Tls13, 65536)]
    public async Task A_session_is_verified_and_nothing_is_lost(SslProtocols protocol, TlsVersion version, int portion)
    {
        (RelayedSession session, bool isComplete) = await SslStreamSession.RunAsync(Policy.WhenListed, protocol, Allowed, portion);
        Assert.True(isComplete);
        Assert.True(session.Inspector.IsVerified);
        Assert.Equal(version, session.Inspector.Version);
        Assert.Equal(version == TlsVersion.Tls12 ? "CN=mycert" : null, session.Inspector.ClientCertificate?.ToString());
    }

    [Fact]
    public async Task Another_certificate_is_refused()
    {
        (RelayedSession session, bool isComplete) =
            await SslStreamSession.RunAsync(Policy.WhenListed, SslProtocols.Tls12, Unlisted, 1400);
        Assert.False(isComplete);
        Assert.Equal(TunnelOutcome.InvalidClientCertificate, session.Inspector.Refusal);
    }
}
