using System.Text;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Hosts;

namespace OmsGateway.Configuration.Tests.Lists;

public sealed class ListTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    private string[] LoadedHosts => [.. _store.Store.Load().Configuration!.Hosts.Entries.Select(e => e.Pattern.ToString()).Order()];

    [Theory]
    [InlineData("us-ascii")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void The_forwarders_list_is_read_as_any_editor_saved_it(string encoding)
    {
        File.WriteAllText(_store.Store.HostListPath, "# hosts\r\n\r\na.contoso.com  \r\n\t*.B.contoso.com # remark\r\n   \nc.contoso.com",
            Encoding.GetEncoding(encoding));
        Assert.Equal(["*.b.contoso.com", "a.contoso.com", "c.contoso.com"], LoadedHosts);
    }

    [Fact]
    public void Comments_in_an_old_code_page_survive_an_edit()
    {
        byte[] old = [.. "# f"u8, 0xFC, .. "r Contoso\r\na.contoso.com\r\n"u8];
        File.WriteAllBytes(_store.Store.HostListPath, old);
        Assert.True(_store.Administration.Hosts.Add("b.contoso.com"));
        Assert.Equal([.. old, .. "b.contoso.com\r\n"u8], File.ReadAllBytes(_store.Store.HostListPath));
    }

    [Fact]
    public void An_edit_keeps_the_encoding()
    {
        File.WriteAllText(_store.Store.HostListPath, "a.contoso.com", Encoding.Unicode);
        Assert.True(_store.Administration.Hosts.Add("b.contoso.com"));
        Assert.Equal([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"a.contoso.com\nb.contoso.com\n")],
            File.ReadAllBytes(_store.Store.HostListPath));
    }

    [Fact]
    public void A_bad_line_is_reported_with_file_and_line_and_skipped()
    {
        _store.Hosts = "a.contoso.com\n\nhttps://b.contoso.com/x\nc.contoso.com\n";
        ConfigurationResult result = _store.Store.Load();
        Assert.Equal(["a.contoso.com", "c.contoso.com"], LoadedHosts);
        string expected = $"{_store.Store.HostListPath}(3): 'https://b.contoso.com/x': give only the host name, without scheme, port or path: b.contoso.com";
        Assert.Equal(expected, Assert.Single(result.SkippedLines).ToString());
        List<string> warnings = [];
        Assert.Equal(2, new GatewayAdministration(_store.Store, warnings.Add).Hosts.Get().Count);
        Assert.StartsWith(expected, Assert.Single(warnings));
    }

    [Fact]
    public void A_bad_subject_is_skipped_too()
    {
        _store.Clients = "mycert\nXX=a\n";
        ConfigurationResult result = _store.Store.Load();
        Assert.Single(result.Configuration!.ClientCertificates.Subjects);
        Assert.Equal(2, Assert.Single(result.SkippedLines).Line);
    }

    [Fact]
    public void A_list_of_bad_lines_only_is_another_file_and_does_not_apply()
    {
        _store.Hosts = "{\n\"hosts\": [\n";
        ConfigurationResult result = _store.Store.Load();
        Assert.Null(result.Configuration);
        Assert.Equal(2, result.Problems.Count);
    }

    [Theory]
    [InlineData("*", "open proxy")]
    [InlineData("*.com", "public suffix")]
    [InlineData("www.*.com", "wildcard")]
    [InlineData("https://www.contoso.com", "www.contoso.com.")]
    [InlineData("https://user@www.contoso.com:443/path?x", "www.contoso.com.")]
    [InlineData("www.contoso.com:443", "www.contoso.com.")]
    [InlineData("www.contoso.com/path", "www.contoso.com.")]
    [InlineData("https://[2001:db8::1]:443/", "2001:db8::1.")]
    [InlineData("127.1", "IP address")]
    [InlineData("", "empty")]
    [InlineData("a.contoso.com\nb.contoso.com", "one line")]
    [InlineData("#comment", "letters")]
    [InlineData(".contoso.com", "write *.contoso.com, and for contoso.com itself a line of its own.")]
    [InlineData("a.contoso.com, b.contoso.com", "write a.contoso.com and b.contoso.com on lines of their own.")]
    [InlineData("a.contoso.com;*.b.contoso.com:443", "write a.contoso.com and *.b.contoso.com on lines of their own.")]
    [InlineData("\"a.contoso.com\"", "a.contoso.com.")]
    [InlineData("a.contoso.com,", "a.contoso.com.")]
    [InlineData("*.contoso.com:443", "path: *.contoso.com.")]
    [InlineData("http=proxy:80", "path: proxy.")]
    [InlineData("http=proxy:80;https=proxy:443", "path: proxy.")]
    [InlineData("10.0.0.0/8", "it is a network")]
    [InlineData("10.0.0.1/path", "path: 10.0.0.1.")]
    [InlineData("http=a.contoso.com:80;https=b.contoso.com:443", "write a.contoso.com and b.contoso.com on lines of their own.")]
    public void What_cannot_be_allowed_is_refused_with_the_remedy(string host, string expected)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Add(host));
        Assert.Contains(expected, refusal.Message);
        Assert.False(File.Exists(_store.Store.HostListPath));
    }

    [Fact]
    public void Adding_and_removing_change_only_their_line()
    {
        _store.Hosts = "# ours\n\nb.contoso.com # remark\na.contoso.com\n\n# end";
        Assert.True(_store.Administration.Hosts.Add("C.contoso.com."));
        Assert.False(_store.Administration.Hosts.Add("c.CONTOSO.com"));
        Assert.Equal("# ours\n\nb.contoso.com # remark\na.contoso.com\n\n# end\nc.contoso.com\n", _store.Hosts);
        Assert.True(_store.Administration.Hosts.Remove("B.contoso.com"));
        Assert.False(_store.Administration.Hosts.Remove("b.contoso.com"));
        Assert.False(_store.Administration.Hosts.Remove("*.contoso.com"));
        Assert.Equal("# ours\n\na.contoso.com\n\n# end\nc.contoso.com\n", _store.Hosts);
    }

    [Fact]
    public void A_bad_line_keeps_no_other_from_being_added_and_can_be_removed()
    {
        _store.Hosts = "https://a.contoso.com/\nb.contoso.com\n";
        Assert.True(_store.Administration.Hosts.Add("c.contoso.com"));
        Assert.True(_store.Administration.Hosts.Remove("https://a.contoso.com/"));
        Assert.Equal("b.contoso.com\nc.contoso.com\n", _store.Hosts);
    }

    /// <summary>A larger file would be read by nobody, the gateway included.</summary>
    [Fact]
    public void A_list_grows_as_far_as_it_can_be_read_again_and_no_further()
    {
        const string Last = "b.contoso.com\n";
        string full = "a.contoso.com\n#" + new string('x', FileContent.MaximumBytes - "a.contoso.com\n#\n".Length - Last.Length) + "\n";
        _store.Hosts = full;
        Assert.True(_store.Administration.Hosts.Add(Last.Trim()));
        Assert.Equal(["a.contoso.com", "b.contoso.com"], LoadedHosts);

        string refused = Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Add("c.contoso.com")).Message;

        Assert.Contains($"{_store.Store.HostListPath} would grow beyond the 1048576 bytes", refused);
        Assert.Equal(full + Last, _store.Hosts);
    }

    [Fact]
    public void Subjects_are_listed_and_found_again_however_they_are_written()
    {
        Assert.True(_store.Administration.ClientCertificates.Add("mycert"));
        Assert.True(_store.Administration.ClientCertificates.Add("CN=worker, O=\"Contoso, Ltd.\""));
        Assert.False(_store.Administration.ClientCertificates.Add("o=contoso\\, ltd.;cn=WORKER"));
        Assert.Equal(["CN=mycert", "CN=worker, O=Contoso\\, Ltd."], _store.Administration.ClientCertificates.Get().Select(c => c.Subject));
        Assert.True(_store.Administration.ClientCertificates.Remove("MyCert"));
        Assert.False(_store.Administration.ClientCertificates.Remove("mycert"));
        Assert.Single(_store.Store.Load().Configuration!.ClientCertificates.Subjects);
    }

    [Fact]
    public void A_subject_that_cannot_be_read_is_refused() =>
        Assert.Contains("XX", Assert.Throws<ConfigurationException>(() => _store.Administration.ClientCertificates.Add("XX=a")).Message);

    [Fact]
    public void A_check_tells_which_entry_of_which_source_allows_a_host()
    {
        _store.Agent.Found = new([new("11111111-2222-3333-4444-555555555555", Configuration.Presets.AzureCloud.Public)], []);
        _store.Hosts = "*.contoso.com\n";
        HostCheck check = _store.Administration.Hosts.Check("A.B.contoso.com.");
        Assert.True(check.IsAllowed);
        Assert.Equal(("*.contoso.com", "allowedlist_server.txt"), (check.Entry!.Pattern.ToString(), check.Entry.Source));
        check = _store.Administration.Hosts.Check("11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com");
        Assert.Equal("workspace 11111111-2222-3333-4444-555555555555", check.Entry!.Source);
        Assert.False(_store.Administration.Hosts.Check("contoso.com").IsAllowed);
        Assert.Contains("AllowedPorts", _store.Administration.Hosts.Check("a.contoso.com", 80).Explanation);
        Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Check("https://a.contoso.com"));
        Assert.Throws<ConfigurationException>(() => _store.Administration.Hosts.Check("a.contoso.com", 0));
        _store.Administration.Settings.Set("HostPolicy", "ReportOnly");
        check = _store.Administration.Hosts.Check("www.fabrikam.com");
        Assert.True(check.IsAllowed);
        Assert.Contains("ReportOnly", check.Explanation);
    }

    [Fact]
    public void Discovered_entries_are_shown_only_on_request()
    {
        _store.Agent.Found = new([new("11111111-2222-3333-4444-555555555555", Configuration.Presets.AzureCloud.Public)], []);
        _store.Administration.Hosts.Add("a.contoso.com");
        Assert.Equal("a.contoso.com", Assert.Single(_store.Administration.Hosts.Get()).Pattern.ToString());
        IReadOnlyList<AllowedHost> all = _store.Administration.Hosts.Get(includeDiscovered: true);
        Assert.Equal("allowedlist_server.txt", all[0].Source);
        Assert.Equal(5, all.Count);
        Assert.Empty(_store.Administration.ClientCertificates.Get());
        Assert.Single(_store.Administration.ClientCertificates.Get(includeDiscovered: true));
    }
}
