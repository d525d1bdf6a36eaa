using System.Xml.Linq;
using OmsGateway.Gateway;
using OmsGateway.Host.Counters;
using OmsGateway.TestSupport;

namespace OmsGateway.Host.Tests.Counters;

public sealed class CounterManifestTests
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/win/2005/12/counters";

    private static readonly XElement Provider =
        XDocument.Load(ProjectFiles.Find("Service/Host/Counters/OMSGateway.man")).Descendants(Schema + "provider").Single();

    private static readonly XElement Set = Provider.Element(Schema + "counterSet")!;

    [Fact]
    public void Ids_are_those_of_the_code()
    {
        Assert.Equal(CounterSet.ProviderId, Guid.Parse(Provider.Attribute("providerGuid")!.Value));
        Assert.Equal(CounterSet.SetId, Guid.Parse(Set.Attribute("guid")!.Value));
        Assert.Equal("OMSGatewayService.exe", Provider.Attribute("applicationIdentity")!.Value);
    }

    [Fact]
    public void Names_are_those_of_the_code()
    {
        Assert.Equal(CounterSet.Name, Set.Attribute("name")!.Value);
        Assert.Equal(
            CounterSet.Counters.Select((c, i) => (i + 1, c.Name)),
            Set.Elements(Schema + "counter").Select(c => ((int)c.Attribute("id")!, c.Attribute("name")!.Value)));
    }

    [Fact]
    public void Names_are_those_of_the_original_product() => Assert.Equal(
        ["Active Client Connection", "Connected Client", "Error Count", "Rejection Count"], CounterSet.Counters.Select(c => c.Name));

    [Fact]
    public void Each_counter_reads_its_own_number()
    {
        var reading = new GatewayCounters { ActiveClientConnections = 1, ConnectedClients = 2, Errors = 3, Rejections = 4 };
        Assert.Equal([1, 2, 3, 4], CounterSet.Counters.Select(c => c.Read(reading)));
    }

    /// <summary>
    /// The rules of Microsoft's schema for such manifests (learn.microsoft.com, "Performance Counters Schema", counterman.xsd): nameID and
    /// descriptionID exist in its version 2.0 only, and belong together.
    /// </summary>
    [Fact]
    public void The_manifest_keeps_its_schema_s_rules()
    {
        Assert.Equal("2.0", Provider.Parent!.Attribute("schemaVersion")!.Value);
        Assert.All(Provider.DescendantsAndSelf(), e => Assert.All(e.Attributes(), a => Assert.Contains(a.Name.LocalName, Attributes[e.Name.LocalName])));
        Assert.All(Required, rule => Assert.All(
            Provider.DescendantsAndSelf(Schema + rule.Element), e => Assert.NotNull(e.Attribute(rule.Attribute))));
        XElement[] counters = [.. Set.Elements(Schema + "counter")];
        foreach (string unique in (string[])["id", "name", "uri", "symbol"])
            Assert.Equal(counters.Length, counters.Select(c => c.Attribute(unique)!.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(counters.Append(Set).Append(Provider), e => Assert.Matches("^[_a-zA-Z][_0-9a-zA-Z]*$", e.Attribute("symbol")!.Value));
        Assert.All(counters, c => Assert.Contains(c.Attribute("detailLevel")!.Value, (string[])["standard", "advanced"]));
        Assert.All(counters, c => Assert.InRange((int)c.Attribute("defaultScale")!, -10, 10));
        string[] texts = [.. counters.Append(Set).SelectMany(e => (string[])[e.Attribute("nameID")!.Value, e.Attribute("descriptionID")!.Value])];
        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.All(texts, id => Assert.True(ushort.TryParse(id, out _), id));
    }

    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["provider"] = ["symbol", "callback", "providerGuid", "applicationIdentity", "providerType", "providerName", "resourceBase"],
        ["counterSet"] = ["symbol", "guid", "uri", "name", "nameID", "description", "descriptionID", "instances"],
        ["counter"] =
        [
            "symbol", "id", "uri", "name", "nameID", "description", "descriptionID", "type", "baseID", "detailLevel", "defaultScale", "aggregate",
            "perfTimeID", "perfFreqID", "multiCounterID",
        ],
    };

    private static readonly (string Element, string Attribute)[] Required =
    [
        ("provider", "providerGuid"), ("provider", "applicationIdentity"), ("provider", "symbol"), ("counterSet", "symbol"), ("counterSet", "guid"),
        ("counterSet", "uri"), ("counterSet", "name"), ("counterSet", "description"), ("counter", "id"), ("counter", "uri"), ("counter", "type"),
        ("counter", "detailLevel"),
    ];

    [Fact]
    public void Type_and_size_are_what_the_provider_publishes() => Assert.All(
        Set.Elements(Schema + "counter"), c => Assert.Equal("perf_counter_large_rawcount", c.Attribute("type")!.Value));
}
