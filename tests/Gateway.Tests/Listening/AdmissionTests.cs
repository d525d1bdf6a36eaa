using System.Net;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Listening;

public class AdmissionTests
{
    private static readonly GatewaySettings Settings = new() { MaximumTunnels = 10, MaximumTunnelsPerClient = 2 };

    private readonly Admission _admission = new(new ManualTimeProvider(), refusals: 20);

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void One_client_is_an_IPv4_address_or_an_IPv6_network_of_64_bits(string first, string second, bool areOne)
    {
        Enter(first);
        Enter(first);
        Assert.Equal(areOne ? TunnelOutcome.TooManyTunnelsOfClient : TunnelOutcome.Open, Enter(second));
    }

    [Fact]
    public void Connected_clients_are_counted_by_address()
    {
        Enter("2001:db8::1");
        Enter("2001:db8::2");
        Assert.Equal(2, _admission.ConnectedClients);
    }

    [Fact]
    public void Refused_connections_take_no_tunnel_s_place()
    {
        for (int i = 0; i < 2 + Admission.RefusalsPerClient; i++) Assert.NotNull(Enter("192.0.2.1"));
        // Its budget is spent: it is not even told any more.
        Assert.Null(Enter("192.0.2.1"));
        for (int client = 2; client <= 5; client++)
        {
            Assert.Equal(TunnelOutcome.Open, Enter($"192.0.2.{client}"));
            Assert.Equal(TunnelOutcome.Open, Enter($"192.0.2.{client}"));
        }

        // Ten tunnels are the limit of all, and four places are left to be told so.
        for (int client = 6; client <= 9; client++) Assert.Equal(TunnelOutcome.TooManyTunnels, Enter($"192.0.2.{client}"));
        Assert.Null(Enter("192.0.2.10"));
    }

    [Fact]
    public void A_refused_tunnel_s_place_is_free_at_once()
    {
        Enter("192.0.2.1");
        Enter("192.0.2.1");
        Assert.True(_admission.Refuse(IPAddress.Parse("192.0.2.1")));
        Assert.Equal(TunnelOutcome.Open, Enter("192.0.2.1"));
        Assert.Equal(3, _admission.Active);

        _admission.Leave(IPAddress.Parse("192.0.2.1"), isRefused: true);
        _admission.Leave(IPAddress.Parse("192.0.2.1"), isRefused: false);
        _admission.Leave(IPAddress.Parse("192.0.2.1"), isRefused: false);
        Assert.Equal(0, _admission.Active);
        Assert.Equal(TunnelOutcome.Open, Enter("192.0.2.1"));
    }

    private TunnelOutcome? Enter(string address) => _admission.Enter(IPAddress.Parse(address), Settings);
}
