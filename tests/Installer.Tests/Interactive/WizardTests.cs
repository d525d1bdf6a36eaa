using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests.Interactive;

/// <summary>A test that goes through the wizard as a person does.</summary>
[Collection(WizardMachineCollection.Name)]
public abstract class WizardTests(TestMachine machine) : InstallerTests(machine)
{
    private protected const string PortLabel = "Port that agents connect to (1 to 65535):";
    private protected const string UseProxy = "This computer reaches the Internet through a proxy server";
    private protected const string ProxyLabel = "Proxy address (for example http://proxy.contoso.com:3128):";
    private protected const string UseCredentials = "The proxy server requires a user name and password";
    private protected const string UserNameLabel = "User name:";
    private protected const string PasswordLabel = "Password:";

    private protected const string FolderLabel = "Install OMS Gateway to:";
    private protected const string Guide = "Open the administrator's guide";
    private protected const string Later = "Nothing yet: what is allowed now stays allowed";
    private protected const string ReportOnly = "Only report at first: every host passes, and those not allowed are reported";
    private protected const string Presets = "Allow the hosts that these agents need:";
    private protected const string RegionsLabel = "Region, such as westeurope:";
    private protected const string WorkspaceIdsLabel = "Log Analytics workspace ID:";
    private protected const string AccountIdsLabel = "Automation account ID:";
    private protected const string GatewayNamesLabel = "Arc gateway name:";

    private protected Wizard Start(params string[] arguments) => Wizard.Start(Machine, arguments);

    /// <summary>From the beginning of a first installation to the page for port and proxy.</summary>
    private protected Wizard StartAtSettings(params string[] properties)
    {
        Wizard wizard = Start(["/i", Machine.Packages.Current, .. properties]);
        wizard.See("Welcome to OMS Gateway setup");
        wizard.Click("Next");
        WizardPage license = wizard.See("License agreement");
        if (!license["I accept the license agreement"].IsTicked) wizard.Tick("I accept the license agreement");
        wizard.Click("Next");
        wizard.See(PortLabel);
        return wizard;
    }

    /// <summary>Clicks Next on a page that refuses what is in a field: it opens again with the message, and with the focus in that field.</summary>
    private protected static WizardPage IsRefused(Wizard wizard, string message, string field)
    {
        wizard.Click("Next");
        return wizard.WaitFor(
            p => p.Visible.Any(c => c.Text.StartsWith(message, StringComparison.Ordinal)) && p.Find(field) is not null && p.Field(field).IsFocused,
            $"'{message}' with the focus in the field of '{field}'");
    }

    /// <summary>From the page for port and proxy to the one for agents.</summary>
    private protected static WizardPage GoToAgents(Wizard wizard)
    {
        wizard.Click("Next");
        return wizard.See(Presets);
    }

    /// <summary>From the page for port and proxy to the end of a first installation without agents.</summary>
    private protected static void Install(Wizard wizard)
    {
        GoToAgents(wizard);
        wizard.Choose(Later);
        InstallWithAgents(wizard);
    }

    /// <summary>From the page for agents to the end of a first installation.</summary>
    private protected static void InstallWithAgents(Wizard wizard)
    {
        GoToReady(wizard);
        InstallFromReady(wizard);
    }

    /// <summary>From the page for agents to the one before a first installation.</summary>
    private protected static WizardPage GoToReady(Wizard wizard, string title = "Ready to install OMS Gateway")
    {
        wizard.Click("Next");
        WizardPage page = wizard.WaitFor(p => p.Find("Destination folder") is not null || p.Find("Microsoft Update") is not null, "the next page");
        if (page.Find("Microsoft Update") is not null) wizard.Click("Next");
        wizard.See("Destination folder");
        wizard.Click("Next");
        return wizard.See(title);
    }

    /// <summary>From the page before a first installation to its end.</summary>
    private protected static void InstallFromReady(Wizard wizard)
    {
        wizard.Click("Install");
        wizard.See("OMS Gateway setup is complete");
    }

    /// <summary>From the beginning of a maintenance to the page for port and proxy.</summary>
    private protected Wizard StartChange()
    {
        Wizard wizard = Start("/i", Machine.Packages.CurrentCode);
        wizard.See("OMS Gateway is installed");
        wizard.Click("Next");
        wizard.See("Change, repair or remove OMS Gateway");
        wizard.Click("Change");
        wizard.See(PortLabel);
        return wizard;
    }

    /// <summary>From the page for port and proxy to the end of a maintenance that leaves the agents as they are.</summary>
    private protected static void Apply(Wizard wizard)
    {
        GoToAgents(wizard);
        ApplyWithAgents(wizard);
    }

    /// <summary>From the page for agents to the end of a maintenance.</summary>
    private protected static void ApplyWithAgents(Wizard wizard)
    {
        wizard.Click("Next");
        wizard.See("Ready to change OMS Gateway");
        ApplyFromReady(wizard);
    }

    /// <summary>From the page before a maintenance to its end.</summary>
    private protected static void ApplyFromReady(Wizard wizard, params string[] shown)
    {
        wizard.Click("Change");
        WizardPage end = wizard.See("OMS Gateway setup is complete");
        Assert.Contains(end.Visible, c => c.Text.StartsWith("OMS Gateway listens on port ", StringComparison.Ordinal));
        Assert.All(shown, text => Assert.NotNull(end.Find(text)));
        wizard.Click("Finish");
        Assert.Equal(0, wizard.Finish());
    }
}
