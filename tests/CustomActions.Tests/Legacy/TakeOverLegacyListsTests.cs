using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Legacy;

public sealed class TakeOverLegacyListsTests : IDisposable
{
    private readonly Setup _setup = new();

    public void Dispose() => _setup.Dispose();

    private IEnumerable<string> Hosts => _setup.Administration.Hosts.Get().Select(h => h.Pattern.ToString());

    [Fact]
    public void The_forwarder_s_hosts_port_and_log_level_are_taken_over()
    {
        _setup.WithForwarder("# list\r\nA.contoso.com\r\n\r\n*.ods.opinsights.azure.com # agents\r\n");
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\ListenPort"] = "8081";
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\LogLevel"] = "DEBUG";

        _setup.Install();

        Assert.Equal(["a.contoso.com", "*.ods.opinsights.azure.com"], Hosts);
        Assert.Equal("8081", _setup.Administration.Settings.Get("ListenPort").Value);
        Assert.Equal("Debug", _setup.Administration.Settings.Get("LogLevel").Value);
    }

    [Fact]
    public void A_line_that_is_no_host_is_named_in_the_log_and_left_out()
    {
        _setup.WithForwarder("a.contoso.com\nhttp://b.contoso.com/x\n*\n").Install();

        Assert.Equal(["a.contoso.com"], Hosts);
        Assert.Contains(_setup.Session.Lines, l => l.Contains("http://b.contoso.com/x", StringComparison.Ordinal));
    }

    [Fact]
    public void Client_certificates_are_taken_over_too()
    {
        _setup.WithForwarder();
        File.WriteAllText(Path.Combine(_setup.Machine.Products[0].InstallLocation, "allowedlist_client.txt"), "mycert\n");

        _setup.Install();

        Assert.Equal("CN=mycert", Assert.Single(_setup.Administration.ClientCertificates.Get()).Subject);
    }

    [Fact]
    public void A_forwarder_with_client_certificates_alone_is_taken_over()
    {
        _setup.WithForwarder();
        string folder = _setup.Machine.Products[0].InstallLocation;
        File.Move(Path.Combine(folder, "allowedlist_server.txt"), Path.Combine(folder, "allowedlist_client.txt"));
        File.WriteAllText(Path.Combine(folder, "allowedlist_client.txt"), "mycert\n");

        _setup.Install();

        Assert.Equal("CN=mycert", Assert.Single(_setup.Administration.ClientCertificates.Get()).Subject);
        Assert.Empty(Hosts);
    }

    /// <summary>They are a removed gateway's (KEEPSETTINGS=1), or were made before: only a first take-over fills them.</summary>
    [Fact]
    public void Settings_that_are_there_are_not_those_of_the_forwarder()
    {
        _setup.Administration.Settings.Set("ListenPort", "9000");
        _setup.WithForwarder("a.contoso.com");
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\ListenPort"] = "8081";
        _setup.Machine.Registry[$@"{Setup.LegacyKey}\LogLevel"] = "DEBUG";

        _setup.Install();

        Assert.Equal("9000", _setup.Administration.Settings.Get("ListenPort").Value);
        Assert.NotEqual("Debug", _setup.Administration.Settings.Get("LogLevel").Value);
        Assert.Equal(["a.contoso.com"], Hosts);
    }

    [Fact]
    public void The_list_is_found_in_the_folder_of_the_service()
    {
        _setup.WithForwarder("a.contoso.com");
        string moved = Directory.CreateDirectory(Path.Combine(_setup.Session["ProgramFiles64Folder"], "elsewhere")).FullName;
        File.Move(Path.Combine(_setup.Machine.Products[0].InstallLocation, "allowedlist_server.txt"), Path.Combine(moved, "allowedlist_server.txt"));
        _setup.Machine.Products[0] = _setup.Machine.Products[0] with { InstallLocation = "" };
        _setup.Machine.Registry[@"SYSTEM\CurrentControlSet\Services\ForwarderService\ImagePath"] = $"\"{moved}/Forwarder.exe\"";

        _setup.Install();

        Assert.Equal(["a.contoso.com"], Hosts);
    }

    [Fact]
    public void Hosts_that_are_listed_stay_listed()
    {
        _setup.Administration.Hosts.Add("b.contoso.com");

        _setup.WithForwarder("a.contoso.com\nb.contoso.com\n").Install();

        Assert.Equal(["b.contoso.com", "a.contoso.com"], Hosts);
        Assert.Contains("1 of 2 entries taken over that were not listed yet.", _setup.Session.Lines);
    }

    [Theory]
    [InlineData("Microsoft OMS Log Analytics Forwarder")]
    [InlineData("OMS Log Analytics Forwarder")]
    [InlineData("Microsoft OMS Gateway")]
    [InlineData("OMS Gateway")]
    public void The_list_is_found_in_the_folder_of_the_product_s_name(string name)
    {
        _setup.WithForwarder("a.contoso.com");
        string folder = _setup.Machine.Products[0].InstallLocation;
        string usual = Path.Combine(_setup.Session[PropertyNames.ProgramFiles], name);
        if (folder != usual) Directory.Move(folder, usual);
        _setup.Machine.Products[0] = _setup.Machine.Products[0] with { InstallLocation = "" };

        _setup.Install();

        Assert.Equal(["a.contoso.com"], Hosts);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_forwarder_s_list_of_more_than_a_megabyte_is_no_list(int more, bool isTakenOver)
    {
        _setup.WithForwarder("a.contoso.com\n".PadRight((1024 * 1024) + more, '#')).Install();

        Assert.Equal(isTakenOver, Hosts.Contains("a.contoso.com"));
    }

    [Fact]
    public void A_list_that_is_too_large_to_be_read_ends_the_installation()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.HostListPath, new string('#', 1024 * 1024 + 1));
        _setup.WithForwarder("a.contoso.com").Prepare();

        Assert.Equal(ActionRunner.Failure, Run());

        Assert.Equal(InstallerError.ListNotTakenOver, Assert.Single(_setup.Session.Errors).Error);
    }

    [Fact]
    public void Rollback_restores_every_byte()
    {
        _setup.Administration.Hosts.Add("b.contoso.com");
        var before = _setup.Snapshot();
        _setup.WithForwarder("a.contoso.com").Prepare();
        Run();
        Assert.NotEqual(before, _setup.Snapshot());

        _setup.Run(ActionNames.RollbackTakeOverLegacyLists, a => a.RollbackTakeOverLegacyLists());

        Assert.Equal(before, _setup.Snapshot());
    }

    private uint Run() => _setup.Run(ActionNames.TakeOverLegacyLists, a => a.TakeOverLegacyLists());
}
