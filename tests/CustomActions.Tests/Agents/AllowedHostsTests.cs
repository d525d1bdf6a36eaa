using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Agents;

/// <summary>The properties that say which hosts are allowed, from the command line to the list.</summary>
public sealed class AllowedHostsTests : IDisposable
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";
    private const string Account = "66666666-7777-8888-9999-000000000000";

    private readonly Setup _setup = new();

    private string[] Listed => [.. _setup.Administration.Hosts.Get().Select(h => h.Pattern.ToString())];

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void A_preset_of_the_administrator_s_own_can_be_named_once_it_is_there()
    {
        _setup.Administration.Settings.Set("ListenPort", "8080");
        File.WriteAllText(
            _setup.Store.OwnPresetsPath,
            "<presets><preset name='Site' summary='Ours.'><cloud name='Public'><host>a.contoso.com</host></cloud></preset></presets>");

        _setup.With("PRESETS=Site").Install();

        Assert.Equal(["a.contoso.com"], _setup.Administration.Hosts.Get().Select(h => $"{h.Pattern}"));
    }

    /// <summary>Whether they were new to the list then, or a preset of an earlier installation had brought them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hosts_that_are_given_by_name_stay_when_a_preset_that_has_them_too_is_forgotten(bool isSecond)
    {
        if (isSecond) _setup.With("PRESETS=ArcESU").Install();
        _setup.With("PRESETS=ArcESU", "ALLOWEDHOSTS=login.windows.net,own.contoso.com").Install();
        Assert.Contains("management.azure.com", Listed);

        Forget("ArcESU");

        Assert.Equal(["login.windows.net", "own.contoso.com"], Listed.Order());
    }

    /// <summary>The Forwarder's list is the administrator's own as well.</summary>
    [Fact]
    public void Hosts_that_are_taken_over_stay_when_a_preset_that_has_them_too_is_forgotten()
    {
        _setup.WithForwarder("login.windows.net\r\n").With("PRESETS=ArcESU").Install();

        Forget("ArcESU");

        Assert.Equal(["login.windows.net"], Listed);
    }

    private void Forget(string preset)
    {
        PresetAdministration presets = _setup.Administration.Presets;
        presets.Forget(preset, presets.FindHostsOnlyOf(preset));
    }

    [Fact]
    public void What_a_preset_of_one_s_own_lacks_for_any_host_is_named_by_its_property()
    {
        _setup.Administration.Settings.Set("ListenPort", "8080");
        File.WriteAllText(
            _setup.Store.OwnPresetsPath,
            "<presets><preset name='Site' summary='Ours.'><cloud name='Public'><host>{workspace}.contoso.com</host></cloud></preset></presets>");

        Assert.Equal(ActionRunner.Failure, _setup.With("PRESETS=Site").Actions.ValidateProperties());

        var shown = Assert.Single(_setup.Session.Errors);
        Assert.Equal((InstallerError.PresetNeeds, "Site|WORKSPACEIDS"), (shown.Error, shown.Values));
    }

    [Fact]
    public void A_fault_in_presets_of_one_s_own_stops_no_shipped_one()
    {
        _setup.Administration.Settings.Set("ListenPort", "8080");
        File.WriteAllText(_setup.Store.OwnPresetsPath, "<presets");

        _setup.With("PRESETS=AzureArc").Install();

        Assert.NotEmpty(_setup.Administration.Hosts.Get());
    }

    [Fact]
    public void A_preset_s_hosts_are_those_that_the_cmdlets_add()
    {
        _setup.With("PRESETS=AzureMonitorAgent", "REGIONS=West Europe", $"WORKSPACEIDS={Workspace}").Install();

        Assert.Equal(Expanded("AzureMonitorAgent", "westeurope"), Listed);
        Assert.Contains($"{Workspace}.ods.opinsights.azure.com", Listed);
        Assert.Equal("Enforce", _setup.Administration.Settings.Get("HostPolicy").Value);
    }

    [Fact]
    public void Several_presets_share_the_regions_each_by_its_own_kind()
    {
        _setup.With("PRESETS=azuremonitoragent; DefenderForEndpoint", "REGIONS=westeurope,Europe", $"WORKSPACEIDS={Workspace}").Install();

        string[] expected = [.. Expanded("AzureMonitorAgent", "westeurope").Concat(Expanded("DefenderForEndpoint", "Europe")).Distinct()];
        Assert.Equal(expected, Listed);
    }

    [Fact]
    public void Another_cloud_has_other_hosts()
    {
        _setup.With("PRESETS=AzureMonitorAgent", "REGIONS=usgovvirginia", $"WORKSPACEIDS={Workspace}", "CLOUD=government").Install();

        Assert.Contains($"{Workspace}.ods.opinsights.azure.us", Listed);
    }

    [Fact]
    public void An_account_gives_Automation_the_hosts_that_are_named_after_it()
    {
        _setup.With("PRESETS=Automation", "REGIONS=West US", $"ACCOUNTIDS={Account}").Install();

        Assert.Contains($"{Account}.jrds.wus.azure-automation.net", Listed);
    }

    [Fact]
    public void A_gateway_s_name_gives_the_hosts_behind_an_Arc_gateway()
    {
        _setup.With("PRESETS=ArcGateway,AzureMonitorAgent", "GATEWAYNAMES=Contoso", "REGIONS=westeurope", $"WORKSPACEIDS={Workspace}").Install();

        Assert.Contains("contoso.gw.arc.azure.com", Listed);
        Assert.Contains("westeurope.handler.control.monitor.azure.com", Listed);
    }

    [Fact]
    public void A_preset_without_a_box_in_the_wizard_is_applied_as_well()
    {
        _setup.With("PRESETS=ArcSql,DefenderStreamlined", "REGIONS=westeurope").Install();

        Assert.Contains("*.westeurope.arcdataservices.com", Listed);
        Assert.Contains("*.endpoint.security.microsoft.com", Listed);
    }

    [Fact]
    public void A_preset_is_noted_so_that_an_upgrade_can_say_what_is_new()
    {
        _setup.With("PRESETS=AzureArc,DefenderForEndpoint", "REGIONS=Europe").Install();

        Assert.Equal(["AzureArc (Public)", "DefenderForEndpoint (Public; Europe)"], _setup.Administration.Presets.Compare().Select(d => d.Applied.Description));
        Assert.DoesNotContain(_setup.Administration.Presets.Compare(), d => d.HasNews);
    }

    [Fact]
    public void Hosts_of_one_s_own_are_added_in_any_separation()
    {
        _setup.With("ALLOWEDHOSTS=a.contoso.com; *.B.contoso.com,c.contoso.com d.contoso.com").Install();

        Assert.Equal(["a.contoso.com", "*.b.contoso.com", "c.contoso.com", "d.contoso.com"], Listed);
    }

    [Fact]
    public void What_is_listed_stays_and_is_not_listed_twice()
    {
        _setup.Administration.Hosts.Add("z.contoso.com");

        _setup.With("ALLOWEDHOSTS=a.contoso.com,z.contoso.com").Install();

        Assert.Equal(["z.contoso.com", "a.contoso.com"], Listed);
        Assert.Contains("1 of 2 hosts added to the list of allowed hosts.", _setup.Session.Lines);
    }

    [Fact]
    public void The_policy_can_be_to_report_only()
    {
        _setup.With("HOSTPOLICY=reportonly").Install();

        Assert.Equal("ReportOnly", _setup.Administration.Settings.Get("HostPolicy").Value);
        Assert.Empty(Listed);
    }

    [Fact]
    public void A_failure_takes_the_hosts_back()
    {
        _setup.Administration.Hosts.Add("z.contoso.com");
        var before = _setup.Snapshot();
        _setup.With("PRESETS=AzureArc", "ALLOWEDHOSTS=a.contoso.com", "HOSTPOLICY=ReportOnly").Prepare().WriteSettings();
        Assert.Contains("a.contoso.com", Listed);

        _setup.RollbackSettings();

        Assert.Equal(before, _setup.Snapshot());
    }

    [Theory]
    [InlineData("PRESETS=AzureArc,AMA", InstallerError.InvalidChoice, "PRESETS|AMA|AzureMonitorAgent, ")]
    [InlineData("PRESETS=AzureArc CLOUD=Mars", InstallerError.InvalidChoice, "CLOUD|Mars|Public, Government, China")]
    [InlineData("PRESETS=AzureArc CLOUD=0", InstallerError.InvalidChoice, "CLOUD|0|Public, Government, China")]
    [InlineData("HOSTPOLICY=Allow", InstallerError.InvalidChoice, "HOSTPOLICY|Allow|Enforce, ReportOnly")]
    [InlineData("PRESETS=AzureMonitorAgent WORKSPACEIDS=" + Workspace, InstallerError.PresetNeeds, "AzureMonitorAgent|REGIONS")]
    [InlineData("PRESETS=AzureMonitorAgent REGIONS=westeurope", InstallerError.PresetNeeds, "AzureMonitorAgent|WORKSPACEIDS")]
    [InlineData("PRESETS=Automation REGIONS=westus", InstallerError.PresetNeeds, "Automation|ACCOUNTIDS")]
    [InlineData("PRESETS=MicrosoftMonitoringAgent WORKSPACEIDS=1234", InstallerError.InvalidId, "WORKSPACEIDS|1234")]
    [InlineData("PRESETS=ArcGateway", InstallerError.PresetNeeds, "ArcGateway|GATEWAYNAMES")]
    [InlineData("PRESETS=ArcGateway GATEWAYNAMES=contoso,a.b", InstallerError.InvalidGatewayName, "a.b")]
    [InlineData("PRESETS=ArcGateway GATEWAYNAMES=*", InstallerError.InvalidGatewayName, "*")]
    [InlineData("PRESETS=Automation REGIONS=westeurope ACCOUNTIDS=me", InstallerError.InvalidId, "ACCOUNTIDS|me")]
    [InlineData("PRESETS=AzureMonitorAgent REGIONS=west.europe WORKSPACEIDS=" + Workspace, InstallerError.InvalidRegion, "west.europe|AzureMonitorAgent")]
    [InlineData("PRESETS=AzureMonitorAgent REGIONS=westeurop WORKSPACEIDS=" + Workspace, InstallerError.InvalidRegion, "westeurop|AzureMonitorAgent")]
    [InlineData("PRESETS=Automation REGIONS=westeurope,atlantis", InstallerError.InvalidRegion, "atlantis|Automation")]
    [InlineData("PRESETS=DefenderForEndpoint REGIONS=westeurope", InstallerError.InvalidRegion, "westeurope|DefenderForEndpoint")]
    [InlineData("PRESETS=DefenderForEndpoint CLOUD=China", InstallerError.PresetNotInCloud, "DefenderForEndpoint|China|Public, Government")]
    [InlineData("ALLOWEDHOSTS=a.contoso.com,https://b.contoso.com/", InstallerError.InvalidAllowedHost, "https://b.contoso.com/")]
    [InlineData("ALLOWEDHOSTS=*", InstallerError.InvalidAllowedHost, "*")]
    [InlineData("REGIONS=westeurope", InstallerError.PresetsMissing, "REGIONS")]
    [InlineData("CLOUD=Public", InstallerError.PresetsMissing, "CLOUD")]
    public void A_wrong_property_ends_the_installation_before_anything_changes(string properties, object error, string values)
    {
        _setup.With(properties.Split(' '));

        Assert.Equal(ActionRunner.Failure, _setup.Actions.ValidateProperties());

        var shown = Assert.Single(_setup.Session.Errors);
        Assert.Equal((InstallerError)error, shown.Error);
        Assert.StartsWith(values, shown.Values, StringComparison.Ordinal);
        Assert.Null(_setup.Snapshot());
    }

    /// <summary>What stands in a field whose box is not ticked does not count.</summary>
    [Fact]
    public void The_wizard_may_leave_values_that_no_preset_needs()
    {
        Assert.Equal(ActionRunner.Success, _setup.With("UILevel=5", "REGIONS=westeurope", "CLOUD=Public").Actions.ValidateProperties());
    }

    [Fact]
    public void A_region_that_setup_does_not_know_is_taken_on_request_and_named_in_the_log()
    {
        _setup.With("PRESETS=AzureMonitorAgent", "REGIONS=westeurop", $"WORKSPACEIDS={Workspace}");
        Assert.Equal(ActionRunner.Failure, _setup.Actions.ValidateProperties());
        Assert.Contains(_setup.Session.Lines, l => l.EndsWith("ALLOWUNKNOWNREGION=1.", StringComparison.Ordinal));

        _setup.With("ALLOWUNKNOWNREGION=1").Install();

        Assert.Contains("westeurop.handler.control.monitor.azure.com", Listed);
        Assert.Contains(_setup.Session.Lines, l => l.Contains("did you mean westeurope?", StringComparison.Ordinal));
    }

    /// <summary>Its page has said it once, and the user has clicked on Next again.</summary>
    [Fact]
    public void The_wizard_takes_a_region_that_setup_does_not_know()
    {
        _setup.With("UILevel=5", "PRESETS=AzureMonitorAgent", "REGIONS=westeurop", $"WORKSPACEIDS={Workspace}").Install();

        Assert.Contains("westeurop.handler.control.monitor.azure.com", Listed);
    }

    [Fact]
    public void Only_an_administrator_may_allow_hosts()
    {
        _setup.Install();
        var before = _setup.Snapshot();
        _setup.Machine.IsAdministrator = false;

        _setup.With("Installed=1", "PRESETS=AzureArc", "ALLOWEDHOSTS=evil.contoso.com", "HOSTPOLICY=ReportOnly").Install();

        Assert.Equal(before, _setup.Snapshot());
        Assert.Equal([(InstallerError.PropertiesIgnored, "PRESETS, ALLOWEDHOSTS, HOSTPOLICY")], _setup.Session.Warnings);
    }

    private static IEnumerable<string> Expanded(string preset, string region) => EndpointPresets.Get(preset)
        .Expand(new PresetRequest { Cloud = AzureCloud.Public, Regions = [region], WorkspaceIds = [Workspace] }).Select(h => h.Pattern.ToString());
}
