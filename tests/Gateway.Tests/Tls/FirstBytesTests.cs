using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class FirstBytesTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("G")]
    [InlineData("\u0016\u0002\u0000")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028")]
    [InlineData("\u0000\u0000\u0000\u0000")]
    public void A_client_that_does_not_speak_TLS_is_refused_without_an_alert(string text)
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Refused, tunnel.Client(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(TunnelOutcome.NotTls, tunnel.Outcome);
        Assert.Null(tunnel.Alert);
        Assert.Empty(tunnel.ToServer);
    }

    [Fact]
    public void An_SSL_2_hello_is_named()
    {
        using Tunnel tunnel = new();
        tunnel.Client([0x80, 0x2E, 1, 0, 2, 0, 0x15]);
        Assert.Equal(TunnelOutcome.NotTls, tunnel.Outcome);
        Assert.Contains("SSL 2.0", tunnel.Inspector.RefusalDetail);
    }

    [Fact]
    public void An_SSL_2_hello_byte_by_byte_is_named()
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client([0x80], [0x2E]));
        tunnel.Client([1]);
        Assert.Contains("SSL 2.0", tunnel.Inspector.RefusalDetail);
    }

    [Theory]
    [InlineData(0x0300)]
    [InlineData(0x0200)]
    [InlineData(0x0002)]
    public void An_SSL_3_hello_is_named(int version)
    {
        using Tunnel tunnel = new();
        tunnel.Client(new ClientHelloBuilder { LegacyVersion = (ushort)version }.WithName(Tunnel.Target).Record(0x0300));
        Assert.Equal(TunnelOutcome.NotTls, tunnel.Outcome);
        Assert.Contains("SSL 3.0", tunnel.Inspector.RefusalDetail);
    }

    [Fact]
    public void An_old_record_version_around_a_newer_hello_passes()
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(ClientHelloBuilder.Tls12().Record(0x0300)));
    }

    [Fact]
    public void A_server_that_speaks_first_is_refused()
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Refused, tunnel.Server(ServerHelloBuilder.Tls12Record));
        Assert.Equal(TunnelOutcome.NotTls, tunnel.Outcome);
    }

    [Fact]
    public void A_server_that_answers_in_HTTP_is_refused()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13().Record());
        tunnel.Server("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        Assert.Equal(TunnelOutcome.NotTls, tunnel.Outcome);
        Assert.Empty(tunnel.ToClient);
    }

    [Fact]
    public void Nothing_received_decides_nothing()
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client([]));
        Assert.Equal(InspectionState.Inspecting, tunnel.Server([]));
    }
}
