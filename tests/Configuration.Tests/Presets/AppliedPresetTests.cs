using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;

namespace OmsGateway.Configuration.Tests.Presets;

/// <summary>A preset that was applied is remembered, so that an upgrade can say what is new. An own preset plays the upgrade here.</summary>
public sealed class AppliedPresetTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    private PresetAdministration Presets => _store.Administration.Presets;

    private string[] Listed => [.. _store.Administration.Hosts.Get().Select(h => h.Pattern.ToString())];

    public void Dispose() => _store.Dispose();

    private void WriteOwn(string presets) => File.WriteAllText(_store.Store.OwnPresetsPath, $"<presets>\n{presets}\n</presets>");

    private void Ship(params string[] hosts) => WriteOwn(
        $"<preset name='Site' summary='Ours.'><cloud name='Public'>{string.Concat(hosts.Select(h => $"<host>{h}</host>"))}</cloud></preset>");

    private PresetDifference Compare() => Assert.Single(Presets.Compare());

    private static string[] Texts<T>(IEnumerable<T> hosts) => [.. hosts.Select(h => h is PresetHost host ? host.Pattern.ToString() : h!.ToString()!)];

    [Fact]
    public void Nothing_is_new_right_after_a_preset_was_applied()
    {
        var request = new PresetRequest { Regions = ["West Europe"], WorkspaceIds = [DocumentedEndpoints.Workspace] };
        Assert.Equal(6, Presets.Apply(Presets.Get("azuremonitoragent"), request).Count);

        PresetDifference difference = Compare();

        Assert.False(difference.HasNews);
        Assert.Null(difference.Problem);
        Assert.Equal($"AzureMonitorAgent (Public; West Europe; {DocumentedEndpoints.Workspace})", difference.Applied.Description);
    }

    [Fact]
    public void What_an_upgrade_brings_is_shown_and_added_and_what_it_takes_away_is_removed_on_request()
    {
        Ship("a.contoso.com", "b.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Ship("a.contoso.com", "c.contoso.com", "azgn*.servicebus.windows.net");

        Assert.Equal(["c.contoso.com", "azgn*.servicebus.windows.net"], Texts(Compare().New));
        Assert.Equal(["b.contoso.com"], Texts(Compare().Gone));
        Assert.Equal(["c.contoso.com", "azgn*.servicebus.windows.net"], Texts(Presets.Update(Presets.Compare(), removesGone: false)));

        Assert.Contains("b.contoso.com", Listed);
        Assert.Empty(Compare().New);
        Assert.Equal(["b.contoso.com"], Texts(Compare().Gone));
        Presets.Update(Presets.Compare(), removesGone: true);
        Assert.Equal(["a.contoso.com", "c.contoso.com", "azgn*.servicebus.windows.net"], Listed);
        Assert.False(Compare().HasNews);
    }

    [Fact]
    public void A_fault_in_presets_of_one_s_own_hides_no_shipped_one()
    {
        var request = new PresetRequest { Regions = ["West Europe"], WorkspaceIds = [DocumentedEndpoints.Workspace] };
        File.WriteAllText(_store.Store.OwnPresetsPath, "<presets");

        Presets.Apply(Presets.Get("AzureMonitorAgent"), request);

        Assert.False(Compare().HasNews);
        Assert.Empty(Presets.Update(Presets.Compare(), removesGone: true));
        Assert.Throws<ConfigurationException>(() => Presets.Get("Site"));
    }

    [Theory]
    [InlineData("name='EMEA (north)' code='emean'", "name is 'EMEA (north)'")]
    [InlineData("name='Here, there' code='x'", "name is 'Here, there'")]
    [InlineData("name='Europe' code='e.u'", "code is 'e.u'")]
    public void A_region_that_can_be_part_of_no_host_is_said_with_its_line(string attributes, string problem)
    {
        WriteOwn($"<preset name='Site' summary='Ours.'><cloud name='Public'><host>a-{{region}}.contoso.com</host>\n<region {attributes} /></cloud></preset>");

        ConfigurationProblem found = Assert.Single(Presets.FindOwnProblems());

        Assert.Equal(3, found.Line);
        Assert.Contains(problem, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_preset_was_applied_with_stays_although_the_preset_is_no_more()
    {
        const string Other = "<preset name='Other' summary='Ours.'><cloud name='Public'><host>b.contoso.com</host></cloud></preset>";
        string Site(string hosts) => $"<preset name='Site' summary='Ours.'><cloud name='Public'>{hosts}</cloud></preset>";
        WriteOwn(Site("<host>a.contoso.com</host><host>b.contoso.com</host>") + Other);
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Presets.Apply(Presets.Get("Other"), new PresetRequest());
        WriteOwn(Site("<host>a.contoso.com</host>"));

        Presets.Update(Presets.Compare(), removesGone: true);

        Assert.Equal(["a.contoso.com", "b.contoso.com"], Listed);
    }

    [Fact]
    public void What_was_taken_off_by_hand_stays_off()
    {
        Ship("a.contoso.com", "b.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        _store.Administration.Hosts.Remove("a.contoso.com");
        Ship("a.contoso.com", "b.contoso.com", "c.contoso.com");

        Assert.Equal(["a.contoso.com"], Texts(Compare().TakenOff));
        Presets.Update(Presets.Compare(), removesGone: true);

        Assert.Equal(["b.contoso.com", "c.contoso.com"], Listed);
        Assert.Equal(["a.contoso.com"], Texts(Compare().TakenOff));
    }

    [Fact]
    public void What_another_applied_preset_has_is_not_gone_and_what_stood_on_the_list_before_is_not_new()
    {
        Ship("download.microsoft.com", "a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Presets.Apply(Presets.Get("ArcESU"), new PresetRequest());
        _store.Administration.Hosts.Add("b.contoso.com");
        Ship("a.contoso.com", "b.contoso.com");

        Assert.All(Presets.Compare(), difference => Assert.False(difference.HasNews));
    }

    [Fact]
    public void One_that_was_told_the_same_is_noted_once_and_another_beside_it()
    {
        EndpointPreset automation = Presets.Get("Automation");
        Presets.Apply(automation, new PresetRequest { Regions = ["West Europe", "Japan East"] });
        byte[] noted = File.ReadAllBytes(_store.Store.AppliedPresetsPathOf(null));
        Presets.Apply(automation, new PresetRequest { Regions = ["japaneast", "westeurope"] });
        Assert.Equal(noted, File.ReadAllBytes(_store.Store.AppliedPresetsPathOf(null)));
        Presets.Apply(automation, new PresetRequest { Regions = ["US Gov Virginia"], Cloud = AzureCloud.Government });

        Assert.Equal(["Automation (Public; West Europe, Japan East)", "Automation (Government; US Gov Virginia)"],
            Presets.Compare().Select(d => d.Applied.Description));
    }

    [Fact]
    public void One_that_is_forgotten_leaves_its_hosts_or_takes_them_along()
    {
        Ship("a.contoso.com", "b.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());

        Presets.Forget("SITE", []);
        Assert.Empty(Presets.Compare());
        Assert.Equal(["a.contoso.com", "b.contoso.com"], Listed);

        _store.Administration.Hosts.Remove("a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Forget("site");
        Assert.Empty(Presets.Compare());
        Assert.Equal(["b.contoso.com"], Listed);
    }

    [Fact]
    public void What_another_applied_preset_has_stays_until_that_is_forgotten_too()
    {
        Ship("download.microsoft.com", "a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Presets.Apply(Presets.Get("ArcESU"), new PresetRequest());

        Forget("Site");
        Assert.Contains("download.microsoft.com", Listed);
        Assert.DoesNotContain("a.contoso.com", Listed);

        Forget("ArcESU");
        Assert.Empty(Listed);
    }

    [Fact]
    public void What_the_list_held_before_stays_however_often_the_preset_was_applied_and_updated()
    {
        _store.Administration.Hosts.Add("own.contoso.com");
        _store.Administration.Hosts.Add("later.contoso.com");
        Ship("own.contoso.com", "a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Ship("own.contoso.com", "later.contoso.com", "a.contoso.com", "new.contoso.com");
        Presets.Update(Presets.Compare(), removesGone: false);
        Assert.Equal(4, Listed.Length);

        Forget("Site");

        Assert.Equal(["own.contoso.com", "later.contoso.com"], Listed);
    }

    [Fact]
    public void What_an_administrator_adds_by_name_stays_although_a_preset_had_brought_it()
    {
        Ship("a.contoso.com", "b.contoso.com", "c.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Assert.False(_store.Administration.Hosts.Add("A.contoso.com"));
        Assert.False(_store.Administration.Hosts.Add("a.contoso.com"));
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Ship("c.contoso.com");

        Assert.Equal(["b.contoso.com"], Texts(Compare().Gone));
        Forget("Site");

        Assert.Equal(["a.contoso.com"], Listed);
    }

    [Fact]
    public void What_the_list_held_before_is_no_update_s_to_remove()
    {
        _store.Administration.Hosts.Add("own.contoso.com");
        Ship("own.contoso.com", "a.contoso.com", "b.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        Ship("b.contoso.com");

        Assert.Equal(["a.contoso.com"], Texts(Compare().Gone));
    }

    [Fact]
    public void One_whose_preset_is_no_more_can_be_forgotten_with_its_hosts()
    {
        Ship("a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        File.Delete(_store.Store.OwnPresetsPath);

        Forget("Site");

        Assert.Empty(Listed);
        Assert.Empty(Presets.Applied);
    }

    private void Forget(string name) => Presets.Forget(name, Presets.FindHostsOnlyOf(name));

    [Fact]
    public void Regions_of_one_s_own_stand_in_the_preset()
    {
        WriteOwn(
            """
            <preset name="Site" summary="Ours." requires="Region">
              <cloud name="Public"><host>{region}.contoso.com</host><region name="emea" code="emea" /></cloud>
            </preset>
            """);

        Presets.Apply(Presets.Get("Site"), new PresetRequest { Regions = ["EMEA"] });

        Assert.Equal(["emea.contoso.com"], Listed);
    }

    [Fact]
    public void A_region_that_was_insisted_on_is_compared_and_updated_like_any_other()
    {
        var request = new PresetRequest { Regions = ["atlantiscentral"], AllowsUnknownRegions = true };
        Presets.Apply(Presets.Get("LogsIngestion"), request);

        Assert.Null(Compare().Problem);
        Assert.Empty(Presets.Update(Presets.Compare(), removesGone: true));
        Assert.False(Compare().HasNews);
    }

    [Fact]
    public void One_that_is_no_more_is_said()
    {
        Ship("a.contoso.com");
        Presets.Apply(Presets.Get("Site"), new PresetRequest());
        File.Delete(_store.Store.OwnPresetsPath);

        Assert.Contains("There is no preset 'Site'", Compare().Problem);
        Assert.Empty(Presets.Update(Presets.Compare(), removesGone: true));
        Assert.Equal(["a.contoso.com"], Listed);
        Assert.Contains("There is no preset 'Site'", Compare().Problem);
    }

    [Theory]
    [InlineData("<appliedPresets")]
    [InlineData("<appliedPresets><preset name='AzureArc' cloud='Mars'/></appliedPresets>")]
    [InlineData("<appliedPresets><preset name='AzureArc' cloud='Public'><host>*.com</host></preset></appliedPresets>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><appliedPresets/>")]
    public void A_damaged_record_is_said_with_its_remedy_and_stays(string content)
    {
        File.WriteAllText(_store.Store.AppliedPresetsPath, content);

        Assert.Contains(SystemCommand.Of("Add-OMSGatewayAllowedHost -Preset", "hosts add --preset"),
            Assert.Throws<ConfigurationException>(() => Presets.Compare()).Message);
        Assert.Throws<ConfigurationException>(() => Presets.Apply(Presets.Get("AzureArc"), new PresetRequest()));
        Assert.Empty(Listed);
        Assert.Equal(content, File.ReadAllText(_store.Store.AppliedPresetsPath));
        Assert.True(_store.Store.Load().IsValid);
        Assert.Equal(_store.Store.AppliedPresetsPath, Assert.Single(_store.Administration.Validate().Problems).File);
    }

    [Fact]
    public void An_own_preset_is_applied_as_a_shipped_one_and_needs_no_source()
    {
        WriteOwn(
            """
            <source id="wiki" page="https://wiki.contoso.com/agents" lookedUp="2026-11-01" />
            <preset name="ContosoTools" summary="Our own tools." requires="Region">
              <cloud name="Public">
                <host>tools.contoso.com</host>
                <host source="wiki" reason="Their updates." isOptional="true">*.{region}.contoso.com</host>
              </cloud>
            </preset>
            """);

        EndpointPreset own = Presets.Get("contosotools");
        Presets.Apply(own, new PresetRequest { Regions = ["westeurope"], IncludesOptional = true });

        Assert.Equal(["tools.contoso.com", "*.westeurope.contoso.com"], Listed);
        PresetEntry[] entries = [.. own.EntriesIn(AzureCloud.Public)];
        Assert.Equal(_store.Store.OwnPresetsPath, entries[0].Source.ToString());
        Assert.Equal("https://wiki.contoso.com/agents, looked up 2026-11-01", entries[1].Source.ToString());
        Assert.Equal(EndpointPresets.All.Count + 1, Presets.All.Count);
    }

    [Theory]
    [InlineData("<host>{workspace}.contoso.com</host>", "are named after {workspace}, not given: add --workspace or -WorkspaceId.")]
    [InlineData("<host>{vault}.contoso.com</host>", "are named after {vault}, not given: add --vault or -VaultName.")]
    [InlineData("<host>{gateway}.{region}.contoso.com</host>",
        "are named after {region} and {gateway}, not given: add --region or -Region and --gateway or -GatewayName.")]
    [InlineData("<host isOptional='true'>a.contoso.com</host>", "is optional: add --optional or -IncludeOptional.")]
    [InlineData("", "has no host in the cloud Public.")]
    public void An_own_preset_that_is_told_too_little_for_any_host_says_what_it_needs(string hosts, string message)
    {
        WriteOwn($"<preset name='Site' summary='.'><cloud name='Public'>{hosts}</cloud></preset>");

        string said = Assert.Throws<ConfigurationException>(() => Presets.Apply(Presets.Get("Site"), new PresetRequest())).Message;

        Assert.Contains($"Site in {_store.Store.OwnPresetsPath} ", said);
        Assert.EndsWith(message, said);
        Assert.Empty(Presets.Applied);
    }

    [Theory]
    [InlineData("<preset name='azurearc' summary='.'/>", "'azurearc' is taken")]
    [InlineData("<preset name='Diff' summary='.'/>", "'Diff' is taken")]
    [InlineData("<preset name='Forget' summary='.'/>", "'Forget' is taken")]
    [InlineData("<preset name='A' summary='.'/><preset name='a' summary='.'/>", "'a' is taken")]
    [InlineData("<preset name='a b' summary='.'/>", "letters and digits only")]
    [InlineData("<preset summary='.'/>", "(2): <preset>: it has no attribute name")]
    [InlineData("<preset name='A'/>", "(2): <preset>: it has no attribute summary")]
    [InlineData("<preset name='A' summary='.' requires='Moon'/>", "'Moon'")]
    [InlineData("<preset name='A' summary='.' optional='true'/>", "(2): <preset>: it has an attribute optional, and can have name, ")]
    [InlineData("<preset name='A' summary='.' isOptional='yes'/>", "isOptional is 'yes'")]
    [InlineData("<presets name='A' summary='.'/>", "<presets>: it can be source, preset, ")]
    [InlineData("<preset name='A' summary='.'><cloud name='Mars'/></preset>", "name is one of Public, Government, China")]
    [InlineData("<preset name='A' summary='.'><cloud name='Public'>\n<host>*.com</host></cloud></preset>", "(3): <host>: '*.com' is not a host")]
    [InlineData("<preset name='A' summary='.'><cloud name='Public'><host>a.{moon}.com</host></cloud></preset>",
        "(2): <host>: 'a.{moon}.com' is not a host: there is no placeholder {moon}; there are {region}, {code}, {workspace}, ")]
    [InlineData("<preset name='A' summary='.' source='x'><cloud name='Public'><host>a.com</host></cloud></preset>", "no <source> with the id 'x'")]
    [InlineData("<preset", "it is not XML")]
    public void What_is_wrong_with_an_own_preset_is_said_with_file_and_line(string presets, string message)
    {
        WriteOwn(presets);

        string said = Assert.Throws<ConfigurationException>(() => Presets.All).Message;

        Assert.StartsWith(_store.Store.OwnPresetsPath, said);
        Assert.Contains(message, said);
        Assert.True(_store.Store.Load().IsValid);
        ConfigurationResult validated = _store.Administration.Validate();
        Assert.False(validated.IsValid);
        Assert.Equal(said, Assert.Single(validated.Problems).ToString());
        Assert.NotEqual(0, validated.Problems[0].Line);
    }
}
