using OmsGateway.Configuration;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.ClientCertificates;
using OmsGateway.PowerShell.Diagnostics;
using OmsGateway.PowerShell.Groups;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

/// <summary>Groups of clients, and the lists of a group.</summary>
public sealed class GroupTests : CmdletTrial
{
    public GroupTests() => Administration.Groups.Set("pos", "10.1.0.0/16", null);

    [Fact]
    public void Set_makes_a_group_and_Get_shows_it()
    {
        Do(new SetGroupCommand { Group = "lab", Clients = ["10.2.0.0/16", "10.3.0.1"], HostPolicy = "ReportOnly" });

        GatewayGroup[] groups = [.. Do(new GetGroupCommand()).Output.Cast<GatewayGroup>()];

        Assert.Equal([("pos", "Common"), ("lab", "ReportOnly")], groups.Select(g => (g.Group, g.HostPolicy)));
        Assert.Equal(["10.2.0.0/16", "10.3.0.1/32"], groups[1].Clients);
    }

    [Fact]
    public void A_group_without_hosts_is_a_warning() =>
        Assert.Contains(SystemCommand.OfGroup("Add-OMSGatewayAllowedHost", "hosts add", "lab"),
            Assert.Single(Do(new SetGroupCommand { Group = "lab", Clients = ["10.2.0.0/16"] }).Warnings), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_on_the_list_of_a_group_is_said_of_that_list()
    {
        string Warning(GatewayCmdlet cmdlet) => Assert.Single(Do(cmdlet).Warnings);
        Assert.Equal("a.contoso.com is not on the list of group pos; Get-OMSGatewayAllowedHost -Group pos shows what is.",
            Warning(new RemoveAllowedHostCommand { Host = ["a.contoso.com"], Group = "pos" }));
        Assert.Equal("CN=a is not on the local list; Get-OMSGatewayAllowedClientCertificate shows what is.",
            Warning(new RemoveAllowedClientCertificateCommand { Subject = ["CN=a"] }));
    }

    [Fact]
    public void What_cannot_be_set_is_refused_before_the_question()
    {
        FakeEngine engine = Run(new SetGroupCommand { Group = "lab", Clients = ["10.1.0.0/16"] });
        Assert.Empty(engine.Questions);
        Assert.Contains("in group pos as well", Assert.Single(engine.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lists_of_a_group_are_its_own()
    {
        var added = Assert.IsType<AllowedHostEntry>(
            Assert.Single(Do(new AddAllowedHostCommand { Host = ["a.contoso.com"], Group = "pos" }, null, "PassThru").Output));
        Do(new AddAllowedClientCertificateCommand { Subject = ["mine"], Group = "pos" });

        Assert.Equal(("pos", "allowedlist_server.pos.txt"), (added.Group, added.Source));
        Assert.Empty(Hosts);
        var listed = Assert.IsType<AllowedHostEntry>(Assert.Single(Do(new GetAllowedHostCommand { Group = "POS" }).Output));
        Assert.Equal(("a.contoso.com", "allowedlist_server.pos.txt"), (listed.Host, listed.Source));
        Assert.Equal("pos", Assert.IsType<ClientCertificateEntry>(Assert.Single(Do(new GetAllowedClientCertificateCommand { Group = "pos" }).Output)).Group);
        Do(new RemoveAllowedHostCommand { Host = ["a.contoso.com"], Group = "pos" });
        Assert.Empty(Do(new GetAllowedHostCommand { Group = "pos" }).Output);
    }

    [Fact]
    public void An_unknown_group_is_an_error() =>
        Assert.Contains(
            "There is no group 'lab'", Assert.Single(Run(new GetAllowedHostCommand { Group = "lab" }).Errors).Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void The_test_of_a_host_takes_a_client()
    {
        Administration.InGroup("pos").Hosts.Add("a.contoso.com");
        HostTest Test(string? client) => Assert.IsType<HostTest>(Assert.Single(
            Do(new TestHostCommand { Host = ["a.contoso.com"], Client = client }, null, "PolicyOnly").Output));
        Assert.Equal((true, "pos"), (Test("10.1.2.3").IsAllowed, Test("10.1.2.3").Group));
        Assert.Equal((false, null), (Test(null).IsAllowed, Test(null).Group));
    }

    /// <summary>In the words of the gateway's own events; what it finds is piped into Add-OMSGatewayAllowedHost with the group.</summary>
    [Fact]
    public void Denied_hosts_are_found_for_each_group()
    {
        Administration.Hosts.Add("a.contoso.com");
        Administration.InGroup("pos").Hosts.Add("b.contoso.com");
        DateTimeOffset now = DateTimeOffset.Now;
        string Event(string host, string ofGroup) =>
            $"[7] Target host ({host}) is forbidden. It is not on the allow list{ofGroup}; client 10.1.0.7:50368 asked for it.";
        DeniedHostSummary[] found = [.. Do(new FindDeniedHostCommand(), e => e.Events.AddRange(
        [
            (now, Event("a.contoso.com", " of group pos")), (now, Event("a.contoso.com", "")),
            (now, Event("b.contoso.com", " of group pos")), (now, Event("b.contoso.com", "")), (now, Event("c.contoso.com", " of group gone")),
            (now, "[8] Target host (d.contoso.com) is forbidden. It was let through for client 10.1.0.7:50368 because HostPolicy for group pos is ReportOnly."),
        ])).Output.Cast<DeniedHostSummary>()];
        Assert.Equal(
            [("a.contoso.com", "pos"), ("b.contoso.com", null), ("c.contoso.com", null), ("d.contoso.com", "pos")],
            found.Select(f => (f.Host, f.Group)).OrderBy(f => f.Host, StringComparer.Ordinal));
    }
}
