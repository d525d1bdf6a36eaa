using System.Net;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Ports;

public sealed class PortCheckTests : IDisposable
{
    private readonly Setup _setup = new Setup().With("PORTNUMBER=8080");

    public void Dispose() => _setup.Dispose();

    private FakeMachine Machine => _setup.Machine;

    [Fact]
    public void A_free_port_passes() => Assert.Equal([], Errors());

    [Theory]
    [InlineData(PortState.InUse)]
    [InlineData(PortState.Reserved)]
    public void A_taken_port_is_refused_with_port_program_and_process(object state)
    {
        Take((PortState)state, new PortOwner(1234, "w3wp"));

        Assert.Equal([(InstallerError.PortTaken, "8080|w3wp|1234")], Errors());
    }

    [Fact]
    public void A_port_that_Windows_reserves_is_refused()
    {
        Take(PortState.Reserved);

        Assert.Equal([(InstallerError.PortUnavailable, "8080")], Errors());
    }

    [Fact]
    public void A_port_of_a_process_that_is_not_told_is_refused()
    {
        Take(PortState.InUse, new PortOwner(0, ""));

        Assert.Equal([(InstallerError.PortUnavailable, "8080")], Errors());
    }

    [Theory]
    [InlineData("OMSGatewayService")]
    [InlineData("ForwarderService")]
    public void The_port_of_the_gateway_that_is_replaced_passes(string service)
    {
        Machine.Processes[service] = 77;
        Take(PortState.InUse, new PortOwner(77, service));

        Assert.Equal([], Errors());
    }

    [Fact]
    public void A_program_beside_the_gateway_on_its_port_is_refused()
    {
        Machine.Processes["OMSGatewayService"] = 77;
        Take(PortState.InUse, new PortOwner(77, "OMSGatewayService"), new PortOwner(1234, "w3wp"));

        Assert.Equal([(InstallerError.PortTaken, "8080|w3wp|1234")], Errors());
    }

    [Fact]
    public void The_gateway_s_own_port_passes_also_where_Windows_calls_it_reserved()
    {
        Machine.Processes["OMSGatewayService"] = 77;
        Take(PortState.Reserved, new PortOwner(77, "OMSGatewayService"));

        Assert.Equal([], Errors());
    }

    /// <summary>Owners of others' listeners are not told to everybody, and this one may be the gateway's, which setup is about to stop.</summary>
    [Fact]
    public void A_listener_without_a_process_passes_while_the_gateway_runs()
    {
        Machine.Processes["OMSGatewayService"] = 77;
        Take(PortState.InUse, new PortOwner(0, ""));

        Assert.Equal([], Errors());
    }

    [Fact]
    public void A_program_beside_a_listener_without_a_process_is_refused_also_while_the_gateway_runs()
    {
        Machine.Processes["OMSGatewayService"] = 77;
        Take(PortState.InUse, new PortOwner(0, ""), new PortOwner(1234, "w3wp"));

        Assert.Equal([(InstallerError.PortTaken, "8080|w3wp|1234")], Errors());
    }

    [Fact]
    public void A_port_that_Windows_reserves_is_refused_also_while_the_gateway_runs_on_another()
    {
        Machine.Processes["OMSGatewayService"] = 77;
        Take(PortState.Reserved);

        Assert.Equal([(InstallerError.PortUnavailable, "8080")], Errors());
    }

    [Fact]
    public void A_process_whose_name_is_not_told_is_refused_with_its_number()
    {
        Take(PortState.InUse, new PortOwner(1234, ""));

        Assert.Equal([(InstallerError.PortTaken, "8080|?|1234")], Errors());
    }

    [Fact]
    public void A_port_with_nothing_but_closing_connections_passes()
    {
        Take(PortState.InUse);

        Assert.Equal([], Errors());
    }

    [Fact]
    public void The_configured_address_is_tried()
    {
        _setup.Administration.Settings.Set("ListenAddress", "127.0.0.1");

        Errors();

        Assert.Equal(IPAddress.Loopback, Machine.ProbedAddress);
    }

    private void Take(PortState state, params PortOwner[] owners)
    {
        Machine.TakenPorts[8080] = state;
        Machine.PortOwners[8080] = owners;
    }

    private List<(InstallerError, string)> Errors()
    {
        _setup.Actions.ValidateProperties();
        return _setup.Session.Errors;
    }
}
