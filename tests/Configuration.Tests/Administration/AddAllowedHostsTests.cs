using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Tests.Administration;

public sealed class AddAllowedHostsTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    private IReadOnlyList<HostPattern> Add(params string[] hosts) =>
        _store.Administration.Hosts.AddRange(hosts.Select(HostPattern.Parse).ToArray());

    [Fact]
    public void Only_what_is_new_is_added_and_returned()
    {
        _store.Administration.Hosts.Add("a.example.com");
        Assert.Equal(["b.example.com"], Add("a.example.com", "b.example.com", "B.example.com").Select(h => h.ToString()));
        Assert.Equal(["a.example.com", "b.example.com"], _store.Administration.Hosts.Get().Select(h => h.Pattern.ToString()));
    }

    [Fact]
    public void Nothing_new_leaves_no_file() => Assert.Empty(Add());

    [Fact]
    public void A_bad_line_stays_and_keeps_nothing_from_being_added()
    {
        _store.Hosts = "not a host\n";
        Assert.Single(Add("a.example.com"));
        Assert.Equal("not a host\na.example.com\n", _store.Hosts);
    }
}
