using System.Net;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Tests.Administration;

public sealed class HostWarningTests : IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly List<string> _warnings = [];
    private readonly GatewayAdministration _administration;

    public HostWarningTests() => _administration = new GatewayAdministration(_store.Store, _warnings.Add);

    public void Dispose() => _store.Dispose();

    // The metadata addresses: docs.aws.amazon.com (EC2 user guide, EKS Pod Identity), cloud.google.com (Compute Engine metadata server),
    // learn.microsoft.com (168.63.129.16).
    [Theory]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("localhost", "loopback")]
    [InlineData("db.localhost", "loopback")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("168.63.129.16", "metadata service")]
    [InlineData("fd00:ec2::254", "metadata service")]
    [InlineData("fd00:ec2::23", "metadata service")]
    [InlineData("fd20:ce::254", "metadata service")]
    public void A_host_that_the_gateway_never_dials_is_listed_with_a_warning_and_checked_as_refused(string host, string kind)
    {
        Assert.True(_administration.Hosts.Add(host));

        string warning = Assert.Single(_warnings);
        Assert.Contains(kind, warning);
        Assert.Contains("AllowedNetworks", warning);
        HostCheck check = _administration.Hosts.Check(host);
        Assert.False(check.IsAllowed);
        Assert.Contains($"although '{check.Entry!.Pattern}' is on the list", check.Explanation);
        Assert.Contains(kind, check.Explanation);
    }

    [Theory]
    [InlineData("169.254.169.254", "169.254.0.0/16")]
    [InlineData("localhost", "127.0.0.0/8")]
    public void One_whose_network_is_allowed_is_not_warned_of(string host, string network)
    {
        _administration.Settings.Set("AllowedNetworks", network);
        _administration.Hosts.Add(host);

        Assert.Empty(_warnings);
        Assert.True(_administration.Hosts.Check(host).IsAllowed);
    }

    [Theory]
    [InlineData("10.1.2.3", true, "Allowed by '*.contoso.com' from allowedlist_server.txt.")]
    [InlineData("127.0.0.1 10.1.2.3", true, "Allowed by '*.contoso.com' from allowedlist_server.txt.")]
    // What a filtering name server answers for a name that it blocks.
    [InlineData("0.0.0.0", false, "although '*.contoso.com' is on the list: a.contoso.com leads to 0.0.0.0. 0.0.0.0 is an unspecified address")]
    [InlineData("169.254.169.254 ::1", false, "169.254.169.254 is a link-local address, which the gateway never connects to unless AllowedNetworks")]
    [InlineData("", true, "finds no address of it")]
    public void A_check_judges_what_a_name_leads_to(string addresses, bool isAllowed, string explanation)
    {
        HostCheck check = Check("a.contoso.com", _ => Array.ConvertAll(addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries), IPAddress.Parse));
        Assert.Equal(isAllowed, check.IsAllowed);
        Assert.Contains(explanation, check.Explanation);
    }

    [Theory]
    [InlineData("www.fabrikam.com", "")]
    [InlineData("10.1.2.3", "")]
    [InlineData("a.contoso.com", "proxy.contoso.com:8080")]
    public void A_check_looks_up_only_what_the_gateway_would(string host, string relayProxy)
    {
        _administration.RelayProxy.Set(relayProxy);
        Check(host, name => throw new InvalidOperationException(name));
    }

    private HostCheck Check(string host, Func<string, IPAddress[]> findAddresses)
    {
        _store.Hosts = "*.contoso.com\n10.1.2.3\n";
        return HostChecker.Check(_store.Store.Load().Configuration!, host, 443, findAddresses: findAddresses);
    }

    [Theory]
    [InlineData("*.blob.core.windows.net", true)]
    [InlineData("*.servicebus.windows.net", true)]
    [InlineData("*.ingest.monitor.azure.com", true)]
    [InlineData("*.westeurope.ingest.monitor.azure.com", true)]
    [InlineData("*.monitor.azure.com", true)]
    [InlineData("*.metrics.ingest.monitor.azure.com", true)]
    [InlineData("*.westeurope-1.metrics.ingest.monitor.azure.com", true)]
    [InlineData("*.gw.arc.azure.com", true)]
    // Narrower, but whoever chooses a name that begins so has one.
    [InlineData("azgn*.servicebus.windows.net", true)]
    [InlineData("dce*.westeurope.ingest.monitor.azure.com", true)]
    [InlineData("abc*.account.blob.core.windows.net", false)]
    [InlineData("abc*.ingest.monitor.azure.com", false)]
    [InlineData("*.account.blob.core.windows.net", false)]
    [InlineData("*.dce.westeurope.ingest.monitor.azure.com", false)]
    [InlineData("account.blob.core.windows.net", false)]
    [InlineData("*.contoso.com", false)]
    [InlineData("*.ods.opinsights.azure.com", false)]
    public void A_wildcard_that_any_customer_s_names_match_is_warned_of(string host, bool isWide)
    {
        Assert.True(_administration.Hosts.Add(host));

        if (isWide) Assert.Equal($"{host}: {PresetHost.WideWarning}", Assert.Single(_warnings));
        else Assert.Empty(_warnings);
    }
}
