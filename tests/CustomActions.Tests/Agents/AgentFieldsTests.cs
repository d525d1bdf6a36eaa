using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Presets;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Tests.Support;

namespace OmsGateway.CustomActions.Tests.Agents;

/// <summary>What the wizard's page for agents opens with, and what its Next makes of it.</summary>
public sealed class AgentFieldsTests : IDisposable
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";
    private const string Account = "66666666-7777-8888-9999-000000000000";

    private readonly Setup _setup = new Setup().With("UILevel=5");

    public void Dispose() => _setup.Dispose();

    private FakeSession Session => _setup.Session;

    private string[] Ticked => [.. EndpointPresets.All.Select(p => p.Name).Where(name => Session[$"AGENT{name.ToUpperInvariant()}"] == "1")];

    [Fact]
    public void A_first_installation_asks_for_the_agents()
    {
        _setup.Actions.ReadCurrentSettings();

        Assert.Equal(("Presets", "Public", ""), (Session["AgentChoice"], Session["AgentCloud"], Session["PRESETS"]));
        Assert.Empty(Ticked);
    }

    /// <summary>Next would lead to the same page for ever.</summary>
    [Theory]
    [InlineData("PRESETS=AMA", nameof(InstallerError.InvalidChoice))]
    [InlineData("HOSTPOLICY=No", nameof(InstallerError.InvalidChoice))]
    [InlineData("ALLOWEDHOSTS=a_b..c", nameof(InstallerError.InvalidAllowedHost))]
    [InlineData("REMOTEADDRESSES=foo", nameof(InstallerError.InvalidRemoteAddresses))]
    [InlineData("FIREWALLRULE=yes", nameof(InstallerError.InvalidSwitch))]
    public void What_no_field_could_correct_is_refused_before_the_first_page(string property, string error)
    {
        Assert.Equal(ActionRunner.Failure, _setup.With(property).Actions.ReadCurrentSettings());
        Assert.Equal(error, Assert.Single(Session.Errors).Error.ToString());
    }

    [Theory]
    [InlineData("PRESETS=AzureMonitorAgent")]
    [InlineData("PORTNUMBER=abc")]
    [InlineData("WORKSPACEIDS=abc")]
    public void What_a_field_can_correct_is_not(string property) =>
        Assert.Equal(ActionRunner.Success, _setup.With(property).Actions.ReadCurrentSettings());

    [Fact]
    public void An_installation_without_the_wizard_is_given_no_fields()
    {
        Apply("AzureMonitorAgent", "westeurope");

        _setup.With("UILevel=2").Actions.ReadCurrentSettings();

        Assert.Equal("", Session["REGIONS"]);
        Assert.Equal(ActionRunner.Success, _setup.Actions.ValidateProperties());
    }

    [Theory]
    [InlineData("AzureMonitorAgent", "westeurope", AzureCloud.Public, "westeurope", Workspace, "")]
    [InlineData("AzureMonitorAgent", "usgovvirginia", AzureCloud.Government, "usgovvirginia", Workspace, "")]
    [InlineData("MicrosoftMonitoringAgent", "", AzureCloud.China, "", Workspace, "")]
    [InlineData("Automation", "West US", AzureCloud.Public, "West US", "", Account)]
    [InlineData("Automation", "West Europe", AzureCloud.Public, "West Europe", "", Account)]
    [InlineData("AzureArc", "", AzureCloud.Public, "", "", "")]
    [InlineData("DefenderForEndpoint", "Europe", AzureCloud.Public, "Europe", "", "")]
    [InlineData("ArcGateway", "", AzureCloud.Public, "", "", "", "contoso")]
    public void What_a_preset_has_added_is_shown_as_that_preset(
        string preset, string region, AzureCloud cloud, string regions, string workspaces, string accounts, string gateways = "")
    {
        Apply(preset, region, cloud);
        _setup.Administration.Hosts.Add("a.contoso.com");

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal([preset], Ticked);
        Assert.Equal((regions, workspaces, accounts), (Session["REGIONS"], Session["WORKSPACEIDS"], Session["ACCOUNTIDS"]));
        Assert.Equal(gateways, Session["GATEWAYNAMES"]);
        Assert.Equal(("Presets", $"{cloud}"), (Session["AgentChoice"], Session["AgentCloud"]));
    }

    [Fact]
    public void A_preset_of_which_a_host_is_gone_is_not_shown()
    {
        Apply("AzureMonitorAgent", "westeurope");
        _setup.Administration.Hosts.Remove("global.handler.control.monitor.azure.com");

        _setup.Actions.ReadCurrentSettings();

        Assert.Empty(Ticked);
        Assert.Equal("Later", Session["AgentChoice"]);
    }

    /// <summary>A list of a size that nobody has must not keep the wizard from opening.</summary>
    [Fact]
    public void A_long_list_is_read_as_well()
    {
        _setup.Administration.Hosts.AddRange(
            [.. Enumerable.Range(0, 10_000).Select(i => Configuration.Hosts.HostPattern.Parse($"{Guid.NewGuid()}.ods.opinsights.azure.com"))]);

        _setup.Actions.ReadCurrentSettings();

        Assert.Empty(Ticked);
    }

    [Fact]
    public void What_the_command_line_says_goes_before_what_is_configured()
    {
        Apply("AzureArc", "");

        _setup.With("PRESETS=defenderforendpoint", "CLOUD=public", "HOSTPOLICY=ReportOnly").Actions.ReadCurrentSettings();

        Assert.Equal(["DefenderForEndpoint"], Ticked);
        Assert.Equal("ReportOnly", Session["AgentChoice"]);
    }

    [Fact]
    public void A_preset_of_the_command_line_that_has_no_box_stays()
    {
        _setup.With("PRESETS=ArcESU,AzureArc").Actions.ReadCurrentSettings();
        Assert.Equal("Presets", Session["AgentChoice"]);
        Session["AGENTAZUREARC"] = "";

        _setup.Actions.CheckAgents();

        Assert.Equal(("ArcESU", ""), (Session["PRESETS"], Session["AgentsProblem"]));
    }

    [Fact]
    public void A_Forwarder_s_hosts_are_something_to_keep()
    {
        _setup.WithForwarder("we-jobruntimedata-prod-su1.azure-automation.net").Actions.FindLegacyProducts();

        _setup.Actions.ReadCurrentSettings();

        Assert.Equal("Later", Session["AgentChoice"]);
    }

    [Fact]
    public void Settings_that_may_not_be_read_stay_as_they_are()
    {
        Damage();

        _setup.Actions.ReadCurrentSettings();
        _setup.Actions.CheckAgents();

        Assert.Equal(("Later", "", ""), (Session["AgentChoice"], Session["PRESETS"], Session["HOSTPOLICY"]));
    }

    /// <summary>There is one field for the regions of all agents, and each has its own.</summary>
    [Fact]
    public void A_change_of_something_else_leaves_presets_of_different_regions_as_they_are()
    {
        Apply("AzureMonitorAgent", "westeurope");
        Apply("DefenderForEndpoint", "UnitedStates");
        Apply("Automation", "northeurope");
        _setup.Actions.ReadCurrentSettings();
        Assert.Equal(3, Ticked.Length);

        _setup.Actions.CheckAgents();

        Assert.Equal(("", "", "0"), (Session["AgentsProblem"], Session["PRESETS"], Session["HostsAdded"]));
        Assert.NotEqual("", Session["AgentNames"]);
    }

    [Fact]
    public void A_box_that_is_ticked_now_gets_what_the_fields_say_and_the_others_stay()
    {
        Apply("AzureMonitorAgent", "westeurope");
        _setup.Actions.ReadCurrentSettings();
        Session["AGENTAZUREARC"] = "1";

        _setup.Actions.CheckAgents();
        Assert.Equal(("", "AzureArc", "Public"), (Session["AgentsProblem"], Session["PRESETS"], Session["CLOUD"]));

        // Back, and cleared again.
        Session["AGENTAZUREARC"] = "";
        _setup.Actions.CheckAgents();
        Assert.Equal(("", ""), (Session["PRESETS"], Session["CLOUD"]));
    }

    /// <summary>The field has the regions of those that stay as well, which are none of the new one's.</summary>
    [Theory]
    [InlineData("AzureMonitorAgent:westeurope", "DefenderForEndpoint", "winatp-gw-weu.microsoft.com", "winatp-gw-cus.microsoft.com")]
    [InlineData("AzureMonitorAgent:norwaywest", "DefenderForEndpoint", "winatp-gw-weu.microsoft.com", "winatp-gw-cus.microsoft.com")]
    [InlineData("DefenderForEndpoint:Europe", "AzureArc", "management.azure.com", "pas.windows.net")]
    [InlineData("AzureMonitorAgent:westeurope DefenderForEndpoint:Europe", "AzureArc", "management.azure.com", "pas.windows.net")]
    public void A_box_that_is_ticked_besides_others_takes_of_the_regions_what_is_its_own(string listed, string ticked, params string[] hosts)
    {
        foreach (string[] preset in listed.Split(' ').Select(p => p.Split(':'))) Apply(preset[0], preset[1]);
        _setup.Actions.ReadCurrentSettings();
        string[] before = [.. _setup.Administration.Hosts.Get().Select(h => $"{h.Pattern}")];
        Session[$"AGENT{ticked.ToUpperInvariant()}"] = "1";

        _setup.Actions.CheckAgents();
        Assert.Equal(("", ticked), (Session["AgentsProblem"], Session["PRESETS"]));
        _setup.With("LICENSEACCEPTED=1").Install();

        string[] after = [.. _setup.Administration.Hosts.Get().Select(h => $"{h.Pattern}")];
        Assert.Equal(before, after[..before.Length]);
        Assert.All(hosts, host => Assert.Contains(host, after));
        Assert.DoesNotContain(after, h => h.StartsWith("europe.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_command_line_says_outlives_another_choice()
    {
        _setup.With("PRESETS=ArcESU", "HOSTPOLICY=Enforce").Actions.ReadCurrentSettings();
        _setup.With("AgentChoice=Later").Actions.CheckAgents();
        Assert.Equal(("", "Enforce"), (Session["PRESETS"], Session["HOSTPOLICY"]));

        _setup.With("AgentChoice=Presets").Actions.CheckAgents();

        Assert.Equal(("ArcESU", "Enforce"), (Session["PRESETS"], Session["HOSTPOLICY"]));
    }

    [Fact]
    public void A_region_of_the_command_line_is_of_the_agents_that_are_shown()
    {
        Apply("AzureMonitorAgent", "westeurope");
        _setup.With("REGIONS=northeurope").Actions.ReadCurrentSettings();

        _setup.Actions.CheckAgents();

        Assert.Equal(("AzureMonitorAgent", "northeurope"), (Session["PRESETS"], Session["REGIONS"]));
    }

    [Fact]
    public void A_field_that_says_something_else_says_it_of_every_ticked_box()
    {
        Apply("AzureMonitorAgent", "westeurope");
        _setup.Actions.ReadCurrentSettings();

        _setup.With("REGIONS=westeurope, northeurope").Actions.CheckAgents();

        Assert.Equal("AzureMonitorAgent", Session["PRESETS"]);
    }

    [Fact]
    public void A_region_that_setup_does_not_know_is_doubted_once()
    {
        _setup.With("AgentChoice=Presets", "AgentCloud=Public", "AGENTAZUREMONITORAGENT=1", "REGIONS=westeurop", $"WORKSPACEIDS={Workspace}");
        _setup.Actions.CheckAgents();
        Assert.Equal(("DoubtfulRegion", "REGIONS", "westeurop"), (Session["AgentsProblem"], Session["AgentsField"], Session["AgentsValue"]));

        _setup.Actions.CheckAgents();
        Assert.Equal("", Session["AgentsProblem"]);

        _setup.With("REGIONS=northeurop").Actions.CheckAgents();
        Assert.Equal(("DoubtfulRegion", "northeurop"), (Session["AgentsProblem"], Session["AgentsValue"]));
        _setup.With("REGIONS=northeurope").Actions.CheckAgents();
        Assert.Equal("", Session["AgentsProblem"]);
    }

    [Fact]
    public void New_hosts_of_an_applied_preset_are_offered_and_its_box_is_ticked()
    {
        _setup.ApplyAnEarlierMonitorAgent(Workspace);
        _setup.With("AgentNameAZUREMONITORAGENT=Azure &Monitor Agent").Actions.ReadCurrentSettings();
        Assert.Equal(["AzureMonitorAgent"], Ticked);
        Assert.Equal("Azure Monitor Agent", Session["AgentNews"]);

        _setup.Actions.CheckAgents();
        Assert.Equal(("", "0"), (Session["PRESETS"], Session["HostsAdded"]));

        _setup.With("UPDATEPRESETS=1").Actions.CheckAgents();
        Assert.Equal(("", "1"), (Session["PRESETS"], Session["HostsAdded"]));
    }

    /// <summary>The policy that setup has noted may have changed since: it may end what the page speaks of, and must not bring it back.</summary>
    [Theory]
    [InlineData("ReportOnly", "Later", "", "")]
    [InlineData("ReportOnly", "Presets", "AzureArc", "Enforce")]
    [InlineData("Enforce", "Presets", "AzureArc", "Enforce")]
    [InlineData("ReportOnly", "ReportOnly", "", "ReportOnly")]
    public void Where_the_settings_may_not_be_read_only_a_choice_changes_the_policy(string noted, string choice, string boxes, string policy)
    {
        Damage();
        _setup.Machine.Registry[@"SOFTWARE\OMS Gateway\HostPolicy"] = noted;
        _setup.Actions.ReadCurrentSettings();
        Assert.Equal("Later", Session["AgentChoice"]);
        foreach (string name in boxes.Split(',', StringSplitOptions.RemoveEmptyEntries)) Session[$"AGENT{name.ToUpperInvariant()}"] = "1";

        _setup.With($"AgentChoice={choice}").Actions.CheckAgents();

        Assert.Equal(policy, Session["HOSTPOLICY"]);
    }

    [Theory]
    [InlineData("Presets", "AzureArc,DefenderForEndpoint", "Government", "", "AzureArc,DefenderForEndpoint", "Government", "")]
    [InlineData("Later", "AzureArc", "Government", "", "", "", "")]
    [InlineData("ReportOnly", "AzureArc", "Public", "", "AzureArc", "Public", "ReportOnly")]
    [InlineData("Presets", "AzureArc", "Public", "ReportOnly", "AzureArc", "Public", "Enforce")]
    [InlineData("Later", "", "Public", "ReportOnly", "", "", "Enforce")]
    [InlineData("Later", "", "Public", "Enforce", "", "", "")]
    public void Next_makes_properties_of_the_fields(string choice, string boxes, string cloud, string policy, string presets, string clouds, string policies)
    {
        foreach (string name in boxes.Split(',', StringSplitOptions.RemoveEmptyEntries)) Session[$"AGENT{name.ToUpperInvariant()}"] = "1";

        _setup.With($"AgentChoice={choice}", $"AgentCloud={cloud}", $"AgentPolicy={policy}", "HOSTPOLICY=ReportOnly", "SETTINGSREAD=1").Actions.CheckAgents();

        Assert.Equal((presets, clouds, policies), (Session["PRESETS"], Session["CLOUD"], Session["HOSTPOLICY"]));
    }

    [Theory]
    [InlineData("", "", "NoAgents", "", "", "")]
    [InlineData("AGENTAZUREMONITORAGENT=1", "", "PresetNeeds", "REGIONS", "", "AzureMonitorAgent")]
    [InlineData("AGENTAZUREMONITORAGENT=1", "REGIONS=west.europe WORKSPACEIDS=" + Workspace, "InvalidRegion", "REGIONS", "west.europe", "AzureMonitorAgent")]
    [InlineData("AGENTMICROSOFTMONITORINGAGENT=1", "WORKSPACEIDS=x", "InvalidId", "WORKSPACEIDS", "x", "")]
    [InlineData("AGENTAUTOMATION=1", "REGIONS=westus", "PresetNeeds", "ACCOUNTIDS", "", "Automation")]
    [InlineData("AGENTDEFENDERFORENDPOINT=1", "AgentCloud=China", "PresetNotInCloud", "CLOUD", "", "DefenderForEndpoint")]
    [InlineData("AGENTARCGATEWAY=1", "", "PresetNeeds", "GATEWAYNAMES", "", "ArcGateway")]
    [InlineData("AGENTARCGATEWAY=1", "GATEWAYNAMES=contoso.gw.arc.azure.com", "InvalidGatewayName", "GATEWAYNAMES", "contoso.gw.arc.azure.com", "")]
    [InlineData("AGENTAZUREARC=1", "ALLOWEDHOSTS=*", "", "", "", "")]
    public void Next_says_what_is_wrong_and_where(string box, string fields, string problem, string field, string value, string preset)
    {
        _setup.With("AgentChoice=Presets", "AgentCloud=Public").With($"{box} {fields}".Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ActionRunner.Success, _setup.Actions.CheckAgents());

        Assert.Equal((problem, field, value), (Session["AgentsProblem"], Session["AgentsField"], Session["AgentsValue"]));
        Assert.Equal(preset, Session["AgentsPreset"]);
        Assert.Empty(Session.Errors);
    }

    /// <summary>A message speaks of a box as the page does, without the mark of its key and without a note.</summary>
    [Theory]
    [InlineData("Azure &Monitor Agent", "Azure Monitor Agent")]
    [InlineData("Azure Monitor エージェント(&M)", "Azure Monitor エージェント")]
    [InlineData("&Log Analytics agent (retired)", "Log Analytics agent")]
    [InlineData("Log Analytics 代理(已停用)(&G)", "Log Analytics 代理")]
    public void A_message_names_the_agents_as_their_box_does(string text, string name)
    {
        _setup.With("AgentChoice=Presets", "AgentCloud=Public", "AGENTAZUREMONITORAGENT=1", $"AgentNameAZUREMONITORAGENT={text}").Actions.CheckAgents();

        Assert.Equal(name, Session["AgentsPreset"]);
    }

    // To the page it is the same as settings that the user may not read.
    private void Damage()
    {
        Directory.CreateDirectory(_setup.Folder);
        File.WriteAllText(_setup.Store.SettingsPath, "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");
    }

    private void Apply(string preset, string region, AzureCloud cloud = AzureCloud.Public)
    {
        GatewayAdministration administration = _setup.Administration;
        administration.Settings.Set("ListenPort", "8080");
        bool needsWorkspace = EndpointPresets.Get(preset).Requires.Contains("WorkspaceId");
        administration.Hosts.AddRange([.. EndpointPresets.Get(preset).Expand(new PresetRequest
        {
            Cloud = cloud, Regions = region.Length > 0 ? [region] : [], WorkspaceIds = needsWorkspace ? [Workspace] : [],
            AccountIds = needsWorkspace ? [] : [Account],
            GatewayNames = ["contoso"],
        }).Select(h => h.Pattern)]);
    }
}
