using System.Text;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Tls;

namespace OmsGateway.Gateway.Tests.Tls;

public sealed class ServerNameTests
{
    private const byte UnrecognizedName = 112;

    [Theory]
    [InlineData("workspace.ods.opinsights.azure.com")]
    [InlineData("WorkSpace.ODS.opinsights.Azure.COM")]
    [InlineData("workspace.ods.opinsights.azure.com.")]
    public void The_name_of_the_target_passes_in_any_case(string name)
    {
        using Tunnel tunnel = new();
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(ClientHelloBuilder.Tls13(name).Record()));
        Assert.Equal(Tunnel.Target, tunnel.Inspector.ServerName);
    }

    [Theory]
    [InlineData("other.ods.opinsights.azure.com")]
    [InlineData("ods.opinsights.azure.com")]
    [InlineData("x.workspace.ods.opinsights.azure.com")]
    [InlineData("workspace.ods.opinsights.azure.co")]
    [InlineData("workspace.ods.opinsights.azure.comm")]
    [InlineData("workspacf.ods.opinsights.azure.com")]
    [InlineData("workspace-ods.opinsights.azure.com")]
    public void Another_name_is_a_mismatch(string name)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13(name).Record());
        Assert.Equal(TunnelOutcome.ServerNameMismatch, tunnel.Outcome);
        Assert.Equal(UnrecognizedName, tunnel.Alert);
        Assert.Contains(name, tunnel.Inspector.RefusalDetail);
        Assert.Empty(tunnel.ToServer);
    }

    [Theory]
    [InlineData("workspace.ods.opinsights.azure.com..")]
    [InlineData("workspace.ods.opinsights.azure.com\0")]
    [InlineData("workspace.ods.opinsights.azure.com\0.evil.example")]
    [InlineData("workspace.ods.opinsights.azure.com ")]
    [InlineData("workspace.ods.opinsights.azure.com:443")]
    [InlineData("w\u00f6rkspace.example")]
    [InlineData("a\r\nb.example")]
    [InlineData("workspace\u000Eods.opinsights.azure.com")]
    [InlineData("*.azure.com")]
    [InlineData(".azure.com")]
    [InlineData("a..b")]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1.")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("2130706433")]
    [InlineData(".")]
    [InlineData("..")]
    public void What_is_no_host_name_is_malformed(string name)
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13(name).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
        Assert.Equal(UnrecognizedName, tunnel.Alert);
        Assert.Null(tunnel.Inspector.ServerName);
    }

    [Theory]
    [InlineData(254)]
    [InlineData(256)]
    [InlineData(8000)]
    public void An_overlong_name_is_malformed(int length)
    {
        using Tunnel tunnel = new();
        string name = string.Concat(Enumerable.Repeat("abcdefg.", (length + 7) / 8))[..(length - 1)] + "z";
        tunnel.Client(ClientHelloBuilder.Tls13(name).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, tunnel.Outcome);
    }

    public static TheoryData<string, byte[]> MalformedExtensions()
    {
        byte[] entry = Join([0], Vector(2, Encoding.ASCII.GetBytes(Tunnel.Target)));
        return new()
        {
            { "empty extension", [] },
            { "empty list", [0, 0] },
            { "empty name", Vector(2, 0, 0, 0) },
            { "two names", Vector(2, Join(entry, entry)) },
            { "second entry of another type", Vector(2, Join(entry, [1, 0, 1, 65])) },
            { "first entry of another type", Vector(2, Join([1, 0, 1, 65], entry)) },
            { "byte after the list", Join(Vector(2, entry), [0]) },
            { "byte after the entry", Vector(2, Join(entry, [0])) },
            { "list longer than the extension", Join([0, 99], entry) },
            { "name longer than the list", Vector(2, 0, 0, 200, 65) },
        };
    }

    [Theory]
    [MemberData(nameof(MalformedExtensions))]
    public void A_malformed_extension_is_refused(string what, byte[] extension)
    {
        using Tunnel tunnel = new();
        tunnel.Client(new ClientHelloBuilder().With(0, extension).Record());
        Assert.True(tunnel.Outcome == TunnelOutcome.MalformedHandshake, what);
    }

    [Fact]
    public void An_absent_name_is_refused_where_it_is_required()
    {
        using Tunnel tunnel = new();
        tunnel.Client(new ClientHelloBuilder().Record());
        Assert.Equal(TunnelOutcome.ServerNameMissing, tunnel.Outcome);
        Assert.Equal(UnrecognizedName, tunnel.Alert);
    }

    [Fact]
    public void An_absent_name_passes_where_it_is_optional()
    {
        using Tunnel tunnel = new(Policy.NameOptional);
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(new ClientHelloBuilder().Record()));
        Assert.Null(tunnel.Inspector.ServerName);
    }

    [Fact]
    public void A_wrong_name_is_refused_even_where_it_is_optional()
    {
        using Tunnel tunnel = new(Policy.NameOptional);
        tunnel.Client(ClientHelloBuilder.Tls13("other.example").Record());
        Assert.Equal(TunnelOutcome.ServerNameMismatch, tunnel.Outcome);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("2001:db8::1")]
    public void A_target_by_address_takes_no_name(string target)
    {
        using Tunnel nameless = new(target: target);
        Assert.Equal(InspectionState.Inspecting, nameless.Client(new ClientHelloBuilder().Record()));

        using Tunnel named = new(target: target);
        named.Client(ClientHelloBuilder.Tls13().Record());
        Assert.Equal(TunnelOutcome.ServerNameMismatch, named.Outcome);

        using Tunnel literal = new(target: target);
        literal.Client(ClientHelloBuilder.Tls13(target).Record());
        Assert.Equal(TunnelOutcome.MalformedHandshake, literal.Outcome);
    }

    [Fact]
    public void A_target_with_a_trailing_dot_is_the_same_host()
    {
        using Tunnel tunnel = new(target: "Example.COM.");
        Assert.Equal(InspectionState.Inspecting, tunnel.Client(ClientHelloBuilder.Tls13("example.com").Record()));
    }

    [Fact]
    public void Another_name_with_a_trailing_dot_is_a_mismatch()
    {
        using Tunnel tunnel = new();
        tunnel.Client(ClientHelloBuilder.Tls13("other.example.").Record());
        Assert.Equal(TunnelOutcome.ServerNameMismatch, tunnel.Outcome);
    }
}
