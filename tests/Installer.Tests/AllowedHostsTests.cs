using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

/// <summary>One silent command makes a gateway that the agents of a site can work with.</summary>
public sealed class AllowedHostsTests(TestMachine machine) : InstallerTests(machine)
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";
    private const string Ingestion = $"{Workspace}.ods.opinsights.azure.com";

    [InstallerFact]
    public async Task An_agent_s_host_passes_and_another_is_refused()
    {
        using var server = new NamedServer(Ingestion);

        Install(
            Machine.Packages.Current, Port, $"PROXY={server.Proxy}", "PRESETS=AzureMonitorAgent", "REGIONS=West Europe", $"WORKSPACEIDS={Workspace}",
            "ALLOWEDHOSTS=a.contoso.com;b.contoso.com");

        Assert.True(TestMachine.Listens(PortNumber));
        Assert.Equal(("HTTP/1.1 200 Connection established", server.Greeting), await server.AskThroughAsync(PortNumber, Ingestion));
        (string answer, _) = await server.AskThroughAsync(PortNumber, "99999999-2222-3333-4444-555555555555.ods.opinsights.azure.com");
        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        string[] hosts = File.ReadAllLines(Machine.Path(TestMachine.HostList));
        Assert.Contains("westeurope.handler.control.monitor.azure.com", hosts);
        Assert.Equal(["a.contoso.com", "b.contoso.com"], hosts[^2..]);
    }

    [InstallerFact]
    public async Task Report_only_lets_every_host_pass()
    {
        using var server = new NamedServer("anything.contoso.com");

        Install(Machine.Packages.Current, Port, $"PROXY={server.Proxy}", "HOSTPOLICY=ReportOnly");

        Assert.True(TestMachine.Listens(PortNumber));
        Assert.Equal(("HTTP/1.1 200 Connection established", server.Greeting), await server.AskThroughAsync(PortNumber, "anything.contoso.com"));
    }

    [InstallerFact]
    public void A_failed_rerun_takes_the_hosts_back()
    {
        Install(Machine.Packages.FailingSame, Port, "ALLOWEDHOSTS=a.contoso.com");

        // As in RollbackTests: Wine rolls nothing back that REINSTALL has done.
        string[] kind = Machine.IsWine ? ["ADDLOCAL=ALL"] : [];
        Fails(Machine.Packages.FailingSame, ["PRESETS=AzureArc", "HOSTPOLICY=ReportOnly", "FAIL=1", .. kind]);

        Assert.Equal(["a.contoso.com"], File.ReadAllLines(Machine.Path(TestMachine.HostList)));
        Assert.Null(Setting("HostPolicy"));
    }
}
