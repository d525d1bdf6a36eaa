using System.Xml.Linq;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Presets;
using OmsGateway.Configuration.Transfer;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Transfer;

public sealed class RoundTripTests : IDisposable
{
    private readonly TransferTrial _trial = new();

    public void Dispose() => _trial.Dispose();

    [Fact]
    public void A_gateway_that_imports_what_another_exported_is_as_that_one()
    {
        _trial.FillSource();
        _trial.Source.Transfer.Export(_trial.File, "correct horse battery staple");
        Assert.NotEmpty(_trial.Import(new ImportOptions { Passphrase = "correct horse battery staple" }));

        Assert.Equal(TransferTrial.Describe(_trial.From.Store), TransferTrial.Describe(_trial.To.Store));
        Assert.Equal("hunter2 <&> ü", _trial.To.Store.Load().Configuration!.Settings.RelayProxy!.Password);
        Assert.StartsWith("# Ours: <&>\na.contoso.com # for the tills\n\n*.ods.opinsights.azure.com\n", _trial.To.Hosts.ReplaceLineEndings("\n"));
        Assert.Contains("<!-- ours -->", File.ReadAllText(_trial.To.Store.OwnPresetsPath));
        Assert.Empty(_trial.Target.Validate().Problems);
    }

    [Fact]
    public void The_second_export_is_the_first_and_the_second_import_changes_nothing()
    {
        _trial.FillSource();
        _trial.Source.Transfer.Export(_trial.File);
        _trial.Import();
        string first = _trial.Exported;
        _trial.Target.RelayProxy.Set("proxy.contoso.com:3128", "CONTOSO\\gateway", "other");
        Assert.Empty(_trial.Compare());
        DateTime written = File.GetLastWriteTimeUtc(_trial.To.Store.SettingsPath);
        Assert.Empty(_trial.Import());
        Assert.Equal(written, File.GetLastWriteTimeUtc(_trial.To.Store.SettingsPath));
        _trial.Target.Transfer.Export(_trial.File);
        Assert.Equal(first, _trial.Exported);
    }

    [Fact]
    public void An_empty_gateway_can_be_carried_over_a_full_one()
    {
        _trial.FillSource();
        _trial.Target.Transfer.Export(_trial.File);
        IReadOnlyList<TransferDifference> changes = _trial.Source.Transfer.Import(_trial.File, new ImportOptions());
        Assert.Contains(changes, change => change.ToString() == "allowed hosts of group Pos: - pos.contoso.com");
        Assert.Equal(TransferTrial.Describe(_trial.To.Store), TransferTrial.Describe(_trial.From.Store));
        Assert.Empty(Directory.GetFiles(_trial.From.Directory, "*.pos.*"));
        Assert.False(File.Exists(_trial.From.Store.OwnPresetsPath));
    }

    [Fact]
    public void A_line_that_is_no_entry_stays_behind_with_a_warning()
    {
        _trial.To.Hosts = "a.contoso.com\nnot a host\n";
        _trial.Target.Transfer.Export(_trial.File);
        Assert.Contains("allowedlist_server.txt(2): 'not a host'", Assert.Single(_trial.Warnings));
        Assert.DoesNotContain("not a host", _trial.Exported);
        _trial.Source.Transfer.Import(_trial.File, new ImportOptions());
        Assert.Equal("a.contoso.com", Assert.Single(_trial.Source.Hosts.Get()).Pattern.ToString());
    }

    /// <summary>A carriage return ends a line in most editors but not in a list, so that what follows it would become an entry.</summary>
    [Theory]
    [InlineData("# x\rwww.fabrikam.com\n")]
    [InlineData("# \u0001\n")]
    public void A_line_that_would_not_stay_one_is_not_exported(string hosts)
    {
        _trial.From.Hosts = hosts;
        Assert.Contains("control character", Assert.Throws<ConfigurationException>(() => _trial.Source.Transfer.Export(_trial.File)).Message);
        Assert.False(File.Exists(_trial.File));
    }

    [Fact]
    public void Comments_and_keys_of_the_settings_file_here_stay()
    {
        _trial.To.Settings = "<OMSGateway>\n  <!-- as the network people said -->\n  <ListenPort>8081</ListenPort>\n</OMSGateway>\n";
        _trial.Source.Settings.Set("ListenPort", "3128");
        _trial.Source.Transfer.Export(_trial.File);
        Assert.Equal(["ListenPort: 8081 -> 3128"], _trial.Import().Select(change => change.ToString()));
        Assert.Equal("<OMSGateway>\n  <!-- as the network people said -->\n  <ListenPort>3128</ListenPort>\n</OMSGateway>\n", _trial.To.Settings);
    }

    [Fact]
    public void A_damaged_configuration_can_be_replaced()
    {
        _trial.To.Settings = "<OMSGateway><Nonsense/></OMSGateway>";
        _trial.Source.Settings.Set("ListenPort", "3128");
        _trial.Source.Transfer.Export(_trial.File);
        Assert.Contains(_trial.Compare(), change => change.Contains("Nonsense", StringComparison.Ordinal));
        _trial.Import();
        Assert.Equal(TransferTrial.Describe(_trial.From.Store), TransferTrial.Describe(_trial.To.Store));
    }

    [Fact]
    public void Ports_and_addresses_can_stay_those_of_this_computer()
    {
        _trial.Source.Settings.Set("ListenAddress", "192.0.2.10");
        _trial.Source.Settings.Set("HealthPort", "9180");
        _trial.Source.Settings.Set("LogLevel", "Debug");
        _trial.Target.Settings.Set("ListenPort", "3128");
        _trial.Source.Transfer.Export(_trial.File);
        Assert.Equal(["LogLevel: Information (default) -> Debug"], _trial.Compare(new ImportOptions { KeepsAddresses = true }));
        _trial.Import(new ImportOptions { KeepsAddresses = true });
        Assert.Equal("3128", _trial.Target.Settings.Get("ListenPort").Value);
        Assert.True(_trial.Target.Settings.Get("ListenAddress").IsDefault);
    }

    [Fact]
    public void An_export_goes_nowhere_among_the_gateway_s_own_files()
    {
        _trial.Source.Settings.Set("ListenPort", "3128");
        Assert.Throws<ConfigurationException>(() => _trial.Source.Transfer.Export(_trial.From.Store.SettingsPath));
        Assert.Equal("3128", _trial.Source.Settings.Get("ListenPort").Value);
    }

    /// <summary>As a shell completes the folder's name, and by a link.</summary>
    [Fact]
    public void An_export_goes_nowhere_among_the_gateway_s_own_files_whatever_way_leads_there()
    {
        _trial.Source.Settings.Set("ListenPort", "3128");
        byte[] settings = File.ReadAllBytes(_trial.From.Store.SettingsPath);
        ConfigurationStore completed = ConfigurationStore.Open(_trial.From.Directory + Path.DirectorySeparatorChar);
        List<(ConfigurationStore From, string To)> attempts = [(completed, _trial.From.Store.SettingsPath)];
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(folder["link"], _trial.From.Directory);
            attempts.Add((_trial.From.Store, Path.Combine(folder["link"], ConfigurationStore.SettingsFileName)));
        }

        foreach ((ConfigurationStore from, string to) in attempts)
            Assert.Contains(
                "among the gateway's own files", Assert.Throws<ConfigurationException>(() => new GatewayAdministration(from).Transfer.Export(to)).Message);
        Assert.Equal(settings, File.ReadAllBytes(_trial.From.Store.SettingsPath));
    }

    [Fact]
    public void Files_that_only_policy_makes_valid_are_told_apart()
    {
        _trial.To.Policy.Set("RelayProxyAddress", "http://proxy:3128");
        _trial.Target.Settings.Set("RelayProxyFallbacks", "http://other:3128");
        Assert.StartsWith("The files are valid only together with what Group Policy sets here",
            Assert.Throws<ConfigurationException>(() => _trial.Target.Transfer.Export(_trial.File)).Message);
    }

    /// <summary>The group is policy's and goes to the other gateway from there; its lists are this gateway's own.</summary>
    [Fact]
    public void The_lists_of_a_group_of_policy_are_carried_and_the_group_is_not()
    {
        FillGroupOfPolicy();
        _trial.From.Policy.Set("lab", "10.2.0.0/16", PolicyLists.Groups);
        _trial.Source.Transfer.Export(_trial.File);
        XElement root = XDocument.Parse(_trial.Exported).Root!;
        Assert.Empty(root.Element("Settings")!.Elements());
        Assert.Equal([null, "pos"], root.Elements("Lists").Select(lists => (string?)lists.Attribute("group")));

        _trial.To.Policy.Set("POS", "10.1.0.0/16", PolicyLists.Groups);
        _trial.Target.InGroup("pos").Hosts.Add("old.contoso.com");
        Assert.Equal(["allowed hosts of group POS: + pos.contoso.com", "allowed hosts of group POS: - old.contoso.com",
            "allowed client certificates of group POS: + CN=till"], _trial.Compare());
        _trial.Import();
        Assert.Equal("pos.contoso.com", Assert.Single(_trial.Target.InGroup("pos").Hosts.Get()).Pattern.ToString());
        Assert.Equal("CN=till", Assert.Single(_trial.Target.InGroup("pos").ClientCertificates.Get()).Subject);
        Assert.False(File.Exists(_trial.To.Store.SettingsPath) && _trial.To.Settings.Contains("Group", StringComparison.Ordinal));
        Assert.Empty(_trial.Import());
    }

    /// <summary>As from a gateway without it, whose lists would be there and nobody would go by them.</summary>
    [Fact]
    public void The_lists_of_a_group_that_neither_the_file_nor_policy_here_has_are_refused()
    {
        FillGroupOfPolicy();
        _trial.Source.Transfer.Export(_trial.File);
        Assert.Contains("'pos': there is no such group in <Settings>, and Group Policy sets none of that name here",
            Assert.Throws<ConfigurationException>(() => _trial.Import()).Message);
        Assert.Empty(Directory.GetFiles(_trial.To.Directory, "*.txt"));
    }

    [Fact]
    public void The_lists_of_a_group_of_policy_that_the_file_does_not_have_become_empty()
    {
        FillGroupOfPolicy();
        _trial.Target.Transfer.Export(_trial.File);
        Assert.Contains(
            _trial.Source.Transfer.Import(_trial.File, new ImportOptions()), change => change.ToString() == "allowed hosts of group pos: - pos.contoso.com");
        Assert.Empty(_trial.Source.InGroup("pos").Hosts.Get());
        Assert.Empty(_trial.Source.Transfer.Compare(_trial.File, new ImportOptions()));
    }

    private void FillGroupOfPolicy()
    {
        _trial.From.Policy.Set("pos", "10.1.0.0/16", PolicyLists.Groups);
        _trial.Source.InGroup("pos").Hosts.Add("pos.contoso.com");
        _trial.Source.InGroup("pos").ClientCertificates.Add("till");
    }

    [Fact]
    public void The_differences_name_each_item_once()
    {
        _trial.Source.Settings.Set("AllowedPorts", "443 8443");
        _trial.Source.Hosts.Add("new.contoso.com");
        _trial.Source.Groups.Set("pos", "10.1.0.0/16", null);
        File.WriteAllText(_trial.From.Store.OwnPresetsPath, TransferTrial.OwnPresets);
        _trial.Source.Presets.Apply(_trial.Source.Presets.Get("ArcESU"), new PresetRequest());
        _trial.Target.Hosts.Add("old.contoso.com");
        _trial.To.Clients = "# nobody\n";
        _trial.Source.Transfer.Export(_trial.File);
        string[] hosts = [.. _trial.Source.Hosts.Get().Select(host => $"allowed hosts: + {host.Pattern}")];
        Assert.Equal(
        [
            "AllowedPorts: 443 (default) -> 443 8443",
            "group pos: + pos: 10.1.0.0/16",
            .. hosts,
            "allowed hosts: - old.contoso.com",
            "allowed client certificates: as here -> the same entries in another order, or with other comments",
            "applied presets: + ArcESU (Public)",
            "own presets: + Own",
        ], _trial.Compare());
        Assert.Equal("old.contoso.com", Assert.Single(_trial.Target.Hosts.Get()).Pattern.ToString());
    }

    [Fact]
    public void The_file_is_readable_and_names_no_computer()
    {
        _trial.FillSource();
        _trial.Source.Transfer.Export(_trial.File);
        Assert.Contains($"{Environment.NewLine}      a.contoso.com # for the tills{Environment.NewLine}", _trial.Exported);
        Assert.DoesNotContain(_trial.From.Directory, _trial.Exported);
        Assert.Equal(
            ["Settings", "Lists", "Lists", "Lists", "OwnPresets", "Secrets"], XDocument.Parse(_trial.Exported).Root!.Elements().Select(e => e.Name.LocalName));
    }
}
