using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.ClientCertificates;
using OmsGateway.PowerShell.Presets;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class AllowedHostTests : CmdletTrial
{
    [Fact]
    public void Add_takes_several_reports_the_wrong_one_and_goes_on()
    {
        FakeEngine engine = Run(new AddAllowedHostCommand { Host = ["www.test.com", "*.com", "*.Fabrikam.com"] }, null, "PassThru");
        Assert.Equal(["www.test.com", "*.fabrikam.com"], engine.Output.Select(o => o.ToString()));
        Assert.Equal(["www.test.com", "*.fabrikam.com"], Hosts);
        Assert.Equal("*.com", Assert.Single(engine.Errors).Target);
        Assert.Equal(["www.test.com", "*.fabrikam.com"], engine.Questions.Select(q => q.Target));
    }

    [Fact]
    public void The_directory_may_be_relative_to_PowerShell_s_location()
    {
        string parent = Path.GetDirectoryName(Directory)!;
        var add = new AddAllowedHostCommand { Host = ["www.test.com"], Engine = new FakeEngine { Location = parent }, ConfigurationDirectory = "config" };
        add.Try(null, add.Process);
        Assert.Equal(["www.test.com"], Hosts);
    }

    [Fact]
    public void What_is_listed_already_is_no_error_and_not_passed()
    {
        Administration.Hosts.Add("www.test.com");
        Assert.Empty(Do(new AddAllowedHostCommand { Host = ["WWW.test.com"] }, null, "PassThru").Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_preset_has_brought_and_is_added_stays_when_the_preset_is_forgotten_unless_it_is_WhatIf(bool isWhatIf)
    {
        Administration.Presets.Apply(Administration.Presets.Get("ArcESU"), new PresetRequest());
        Do(new AddAllowedHostCommand { Host = [" login.windows.net"] }, engine => engine.IsWhatIf = isWhatIf);
        Do(new RemovePresetCommand { Preset = ["ArcESU"] }, null, nameof(RemovePresetCommand.RemoveHosts));
        Assert.Equal(isWhatIf ? [] : ["login.windows.net"], Hosts);
    }

    [Fact]
    public void Get_shows_host_and_source()
    {
        Administration.Hosts.Add("www.test.com");
        var entry = (AllowedHostEntry)Assert.Single(Do(new GetAllowedHostCommand(), null, "IncludeDownloaded").Output);
        Assert.Equal(("www.test.com", "allowedlist_server.txt", "www.test.com"), (entry.Host, entry.Source, entry.ToString()));
    }

    [Fact]
    public void What_is_not_listed_is_warned_of_and_the_next_is_removed()
    {
        Administration.Hosts.Add("www.test.com");
        FakeEngine engine = Do(new RemoveAllowedHostCommand { Host = ["other.test.com", "www.test.com"] }, null, "PassThru");
        Assert.Equal("other.test.com is not on the local list; Get-OMSGatewayAllowedHost shows what is.", Assert.Single(engine.Warnings));
        Assert.Equal("www.test.com", Assert.IsType<AllowedHostEntry>(Assert.Single(engine.Output)).Host);
        Assert.Empty(Hosts);
    }

    [Fact]
    public void A_preset_adds_its_hosts_and_warns_of_wide_ones()
    {
        var add = new AddAllowedHostCommand
        {
            Preset = "AzureMonitorAgent", Region = ["westeurope"], WorkspaceId = ["11111111-2222-3333-4444-555555555555"],
        };
        FakeEngine engine = Do(add, null, "PassThru");
        Assert.Equal(6, Hosts.Length);
        Assert.Equal(Hosts, engine.Output.Select(o => o.ToString()));
        Assert.Equal(2, engine.Warnings.Count);
        Assert.Equal(engine.Warnings, engine.Warnings.Distinct());
        Assert.All(engine.Warnings, warning => Assert.EndsWith(PresetHost.WideWarning, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_name_written_by_hand_is_warned_of_once_where_it_is_added()
    {
        const string Wide = "*.blob.core.windows.net";
        Assert.Empty(Do(new AddAllowedHostCommand { Host = [Wide] }, e => e.Answer = false).Warnings);
        FakeEngine engine = Do(new AddAllowedHostCommand { Host = [Wide] });
        Assert.Equal($"{Wide}: {PresetHost.WideWarning}", Assert.Single(engine.Warnings));
    }

    [Fact]
    public void A_preset_asks_once()
    {
        FakeEngine engine = Do(new AddAllowedHostCommand { Preset = "AzureArc" }, e => e.Answer = false);
        Assert.Contains("these 11 hosts of AzureArc", Assert.Single(engine.Questions).Action, StringComparison.Ordinal);
        Assert.Empty(engine.Warnings);
        Assert.Empty(Hosts);
    }

    [Fact]
    public void Presets_are_compared_and_updated_the_administrator_s_own_too()
    {
        Assert.Empty(Do(new ComparePresetCommand()).Output);
        System.IO.Directory.CreateDirectory(Directory);
        Own("a.contoso.com", "b.contoso.com");
        Do(new AddAllowedHostCommand { Preset = "Site" });
        Own("a.contoso.com", "c.contoso.com");

        var difference = Assert.IsType<GatewayPresetDifference>(Assert.Single(Do(new ComparePresetCommand()).Output));
        Assert.Equal(("Site", "c.contoso.com", "b.contoso.com", null),
            (difference.Preset, Assert.Single(difference.New), Assert.Single(difference.Gone), difference.Problem));
        FakeEngine engine = Do(new UpdatePresetCommand(), null, "PassThru");
        Assert.Equal("+c.contoso.com", Assert.Single(engine.Questions).Target);
        Assert.Equal("c.contoso.com", Assert.IsType<AllowedHostEntry>(Assert.Single(engine.Output)).Host);
        Assert.Equal("-b.contoso.com", Assert.Single(Do(new UpdatePresetCommand(), null, "RemoveGone").Questions).Target);
        Assert.Empty(Do(new UpdatePresetCommand(), null, "RemoveGone").Questions);
        Assert.Equal(["a.contoso.com", "c.contoso.com"], Hosts);

        void Own(params string[] hosts) => File.WriteAllText(Store.OwnPresetsPath,
            $"<presets><preset name='Site' summary='Ours.'><cloud name='Public'>{string.Concat(hosts.Select(h => $"<host>{h}</host>"))}</cloud></preset>"
            + "</presets>");
    }

    [Fact]
    public void A_preset_is_forgotten_on_request_with_its_hosts()
    {
        Administration.Hosts.Add("login.windows.net");
        Do(new AddAllowedHostCommand { Preset = "ArcESU" });
        string[] listed = Hosts;
        var entry = Assert.IsType<GatewayPresetDifference>(Assert.Single(Do(new ComparePresetCommand()).Output));

        Assert.Equal("Forget that it was applied", Assert.Single(Do(new RemovePresetCommand { Preset = [entry.Preset] }).Questions).Action);

        Assert.Equal(listed, Hosts);
        Assert.Empty(Do(new ComparePresetCommand()).Output);
        Assert.StartsWith("ArcESU is not noted as applied", Assert.Single(Do(new RemovePresetCommand { Preset = ["ArcESU"] }).Warnings));

        foreach (string host in listed.Skip(1)) Administration.Hosts.Remove(host);
        Do(new AddAllowedHostCommand { Preset = "ArcESU" });
        FakeEngine engine = Do(new RemovePresetCommand { Preset = ["arcesu", "ArcESU"] }, null, "RemoveHosts", "PassThru");
        Assert.Equal(listed.Skip(1).Order(), engine.Output.Select(o => o.ToString()).Order());
        Assert.Contains($"take these {listed.Length - 1} hosts off the list", Assert.Single(engine.Questions).Action, StringComparison.Ordinal);
        Assert.Equal(["login.windows.net"], Hosts);
    }

    [Fact]
    public void A_preset_adds_optional_hosts_on_request_and_those_of_resources()
    {
        Do(new AddAllowedHostCommand { Preset = "azurearc" }, null, "IncludeOptional");
        Assert.Contains("*.servicebus.windows.net", Hosts);
        Do(new AddAllowedHostCommand { Preset = "ArcGateway", GatewayName = ["contoso"], VaultName = ["vault1"] });
        Assert.Contains("contoso.gw.arc.azure.com", Hosts);
        Assert.Contains("vault1.vault.azure.net", Hosts);
    }

    [Fact]
    public void A_preset_says_what_is_missing()
    {
        Assert.Contains("There is no preset 'Other'",
            Assert.Single(Run(new AddAllowedHostCommand { Preset = "Other" }).Errors).Exception.Message, StringComparison.Ordinal);
        FakeEngine engine = Run(new AddAllowedHostCommand { Preset = "AzureMonitorAgent" });
        Assert.Contains("Region and WorkspaceId", Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_are_added_shown_and_removed()
    {
        Assert.Equal("CN=mycert", Subject(Do(new AddAllowedClientCertificateCommand { Subject = ["mycert"] }, null, "PassThru")));
        Assert.Single(Do(new GetAllowedClientCertificateCommand()).Output);
        Assert.StartsWith("other is not on the local list", Assert.Single(Do(new RemoveAllowedClientCertificateCommand { Subject = ["other"] }).Warnings));
        Assert.Equal("CN=mycert", Subject(Do(new RemoveAllowedClientCertificateCommand { Subject = ["mycert"] }, null, "PassThru")));
        Assert.Empty(Do(new GetAllowedClientCertificateCommand(), null, "IncludeDownloaded").Output);

        static string Subject(FakeEngine engine) => Assert.IsType<ClientCertificateEntry>(Assert.Single(engine.Output)).Subject;
    }
}
