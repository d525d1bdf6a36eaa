using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests.Interactive;

/// <summary>The wizard's page for agents.</summary>
public sealed class AgentsTests(TestMachine machine) : WizardTests(machine)
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";
    private const string Monitor = "Azure Monitor Agent";
    private const string Defender = "Microsoft Defender for Endpoint";

    private string[] Listed => File.ReadAllLines(Machine.Path(TestMachine.HostList));

    [InstallerFact]
    public void The_hosts_of_the_ticked_agents_are_allowed()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);
        WizardPage page = GoToAgents(wizard);
        Assert.True(page[Presets].IsTicked);
        Assert.DoesNotContain(page.Visible, c => c.IsTicked && c.Label != Presets);
        wizard.Tick(Monitor);
        wizard.Type(RegionsLabel, "West Europe, North Europe");
        wizard.Type(WorkspaceIdsLabel, Workspace);

        WizardPage ready = GoToReady(wizard);
        Assert.Matches(@"^OMS Gateway \d+(\.\d+)+ Setup$", ready.Title);
        Assert.NotNull(ready.Find($"Port: {PortNumber}"));
        Assert.NotNull(ready.Find("Proxy server: none"));
        Assert.NotNull(ready.Find("Agents: Azure Monitor Agent"));
        Assert.NotNull(ready.Find("Agents need TLS 1.2 or later"));
        Assert.Contains(ready.Visible, c => c.Text.StartsWith("Hosts added to the list: 9", StringComparison.Ordinal));
        InstallFromReady(wizard);

        Assert.Contains(wizard.Look().Visible, c => c.Text.Contains($"Allowed hosts: {Listed.Length}.", StringComparison.Ordinal));
        Assert.Contains($"{Workspace}.ods.opinsights.azure.com", Listed);
        Assert.Contains("northeurope.handler.control.monitor.azure.com", Listed);
        Assert.Null(Setting("HostPolicy"));
    }

    [InstallerFact]
    public void Report_only_lets_agents_pass_at_first()
    {
        using Wizard wizard = StartAtSettings();
        wizard.Type(PortLabel, PortNumber);
        GoToAgents(wizard);
        wizard.Choose(ReportOnly);

        InstallWithAgents(wizard);

        Assert.NotNull(wizard.Look().Find("Every host passes, and those not allowed are reported"));
        Assert.Equal("ReportOnly", Setting("HostPolicy"));
        Assert.False(File.Exists(Machine.Path(TestMachine.HostList)));
    }

    [InstallerFact]
    public void What_is_wrong_is_said_on_the_page_with_the_focus_in_its_field()
    {
        using Wizard wizard = StartAtSettings();
        GoToAgents(wizard);
        wizard.Click("Next");
        wizard.See("Select the agents whose hosts are to be allowed, or one of the other options.");
        wizard.Tick("Azure Automation");
        wizard.Type(RegionsLabel, "West US");
        IsRefused(wizard, "In this region, Azure Automation needs the ID of the Automation account.", AccountIdsLabel);
        wizard.Type(AccountIdsLabel, "me");
        IsRefused(wizard, "\"me\" is not an ID.", AccountIdsLabel);
        wizard.Type(AccountIdsLabel, "");
        wizard.Tick("Azure Automation");
        wizard.Tick(Monitor);
        wizard.Type(RegionsLabel, "");
        IsRefused(wizard, "Azure Monitor Agent needs a region.", RegionsLabel);
        wizard.Type(RegionsLabel, "west.europe");
        IsRefused(wizard, "\"west.europe\" is not a region for Azure Monitor Agent.", RegionsLabel);
        wizard.Type(RegionsLabel, "north.europe");
        IsRefused(wizard, "\"north.europe\" is not a region for Azure Monitor Agent.", RegionsLabel);
        wizard.Type(RegionsLabel, "westeurope");
        IsRefused(wizard, "Azure Monitor Agent needs a workspace ID.", WorkspaceIdsLabel);
        wizard.Type(WorkspaceIdsLabel, "mine");
        IsRefused(wizard, "\"mine\" is not an ID.", WorkspaceIdsLabel);
        wizard.Type(WorkspaceIdsLabel, Workspace);
        wizard.Type(RegionsLabel, "westeurop");
        IsRefused(wizard, "Setup does not know the region \"westeurop\".", RegionsLabel);
        wizard.Tick("Azure Arc gateway");
        IsRefused(wizard, "Azure Arc gateway needs the name of the gateway", GatewayNamesLabel);
        wizard.Type(GatewayNamesLabel, "contoso.gw.arc.azure.com");
        IsRefused(wizard, "\"contoso.gw.arc.azure.com\" is not the name of an Arc gateway.", GatewayNamesLabel);
        wizard.Type(GatewayNamesLabel, "contoso");
        wizard.Tick(Defender);
        wizard.Click("Next");
        wizard.WaitFor(p => p.Find("Destination folder") is not null || p.Find("Microsoft Update") is not null, "the next page");
    }

    [InstallerFact]
    public void Nothing_needs_no_fields()
    {
        using Wizard wizard = StartAtSettings();
        GoToAgents(wizard);
        wizard.Choose(Later);

        WizardPage page = wizard.WaitFor(p => p.Find(Monitor)?.IsEnabled == false, "the boxes, disabled,");
        Assert.All(new[] { RegionsLabel, WorkspaceIdsLabel, AccountIdsLabel, GatewayNamesLabel }, l => Assert.False(page.Field(l).IsEnabled));
    }

    [InstallerFact]
    public void What_is_configured_is_shown_and_a_change_adds_to_it()
    {
        Install(Machine.Packages.Current, Port, "PRESETS=AzureMonitorAgent", "REGIONS=westeurope", $"WORKSPACEIDS={Workspace}", "ALLOWEDHOSTS=a.contoso.com");
        string[] before = Listed;
        using Wizard wizard = StartChange();
        WizardPage page = GoToAgents(wizard);
        Assert.True(page[Presets].IsTicked);
        Assert.Equal([Monitor], page.Visible.Where(c => c.IsTicked && c.Label != Presets).Select(c => c.Label));
        Assert.Equal(("westeurope", Workspace), (page.Field(RegionsLabel).Text, page.Field(WorkspaceIdsLabel).Text));
        wizard.Tick(Defender);

        ApplyWithAgents(wizard);

        Assert.Equal(before, Listed[..before.Length]);
        Assert.Contains("winatp-gw-weu.microsoft.com", Listed);
    }

    [InstallerFact]
    public void Hosts_that_are_new_for_an_agent_are_offered_after_an_upgrade()
    {
        const string New = "global.prod.microsoftmetrics.com";
        Install(Machine.Packages.Current, Port, "PRESETS=AzureMonitorAgent", "REGIONS=westeurope", $"WORKSPACEIDS={Workspace}");
        // As an earlier version left both files.
        string record = Machine.Path(TestMachine.ConfigurationFolder + @"\OMSGateway.appliedpresets.xml");
        File.WriteAllText(record, File.ReadAllText(record).Replace($"<host>{New}</host>", "", StringComparison.Ordinal));
        File.WriteAllLines(Machine.Path(TestMachine.HostList), Listed.Where(h => h != New));
        using Wizard wizard = StartChange();
        GoToAgents(wizard);
        wizard.Tick("Also allow hosts that are new for: Azure Monitor Agent");
        wizard.Click("Next");
        Assert.Contains(wizard.See("Ready to change OMS Gateway").Visible, c => c.Text.StartsWith("Hosts added to the list: 1;", StringComparison.Ordinal));

        ApplyFromReady(wizard);

        Assert.Contains(New, Listed);
    }

    [InstallerFact]
    public void Report_only_ends_when_another_choice_is_made()
    {
        Install(Machine.Packages.Current, Port, "HOSTPOLICY=ReportOnly");
        using Wizard wizard = StartChange();
        Assert.True(GoToAgents(wizard)[ReportOnly].IsTicked);
        wizard.Choose(Later);

        wizard.Click("Next");
        wizard.See("Hosts that are not allowed are refused (currently only reported)");
        ApplyFromReady(wizard);

        Assert.Equal("Enforce", Setting("HostPolicy"));
    }

    [InstallerFact]
    public void The_command_line_fills_the_page()
    {
        using Wizard wizard = StartAtSettings("PRESETS=DefenderForEndpoint", "REGIONS=Europe", "CLOUD=china");

        WizardPage page = GoToAgents(wizard);

        Assert.Equal([Defender], page.Visible.Where(c => c.IsTicked && c.Label != Presets).Select(c => c.Label));
        Assert.Equal("Europe", page.Field(RegionsLabel).Text);
        wizard.Click("Next");
        wizard.WaitFor(
            p => p.Visible.Any(c => c.Text.StartsWith("Microsoft Defender for Endpoint has no hosts in this cloud.", StringComparison.Ordinal)), "the message");
    }
}
