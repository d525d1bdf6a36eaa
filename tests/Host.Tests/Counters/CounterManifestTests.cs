using System.Xml.Linq;
using OmsGateway.Gateway;
using OmsGateway.Host.Counters;

namespace OmsGateway.Host.Tests.Counters;

public sealed class CounterManifestTests
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/win/2005/12/counters";

    private static readonly XElement Provider =
        XDocument.Load(ProjectFiles.Find("Service/Host/Counters/OMSGateway.man")).Descendants(Schema + "provider").Single();

    private static readonly XElement Set = Provider.Element(Schema + "counterSet")!;

    [Fact]
    public void Ids_AreThoseOfTheCode()
    {
        Assert.Equal(CounterSet.ProviderId, Guid.Parse(Provider.Attribute("providerGuid")!.Value));
        Assert.Equal(CounterSet.SetId, Guid.Parse(Set.Attribute("guid")!.Value));
        Assert.Equal("OMSGatewayService.exe", Provider.Attribute("applicationIdentity")!.Value);
    }

    [Fact]
    public void Names_AreThoseOfTheCode()
    {
        Assert.Equal(CounterSet.Name, Set.Attribute("name")!.Value);
        Assert.Equal(
            CounterSet.Counters.Select((c, i) => (i + 1, c.Name)),
            Set.Elements(Schema + "counter").Select(c => ((int)c.Attribute("id")!, c.Attribute("name")!.Value)));
    }

    [Fact]
    public void Names_AreTheOriginalProducts() => Assert.Equal(
        ["Active Client Connection", "Connected Client", "Error Count", "Rejection Count"], CounterSet.Counters.Select(c => c.Name));

    [Fact]
    public void EachCounter_ReadsItsOwnNumber()
    {
        var reading = new GatewayCounters { ActiveClientConnections = 1, ConnectedClients = 2, Errors = 3, Rejections = 4 };
        Assert.Equal([1, 2, 3, 4], CounterSet.Counters.Select(c => c.Read(reading)));
    }

    [Fact]
    public void TypeAndSize_AreWhatTheProviderPublishes() => Assert.All(
        Set.Elements(Schema + "counter"), c => Assert.Equal("perf_counter_large_rawcount", c.Attribute("type")!.Value));
}
