using System.Management.Automation;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.PowerShell.AllowedHosts;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Test-OMSGatewayHost: would this host be allowed, by which rule, and can it be reached?</summary>
[Cmdlet(VerbsDiagnostic.Test, "OMSGatewayHost")]
[OutputType(typeof(HostTest))]
public sealed class TestHostCommand : GatewayCmdlet
{
    /// <summary>The hosts that clients would ask for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AllowedHostCompleter))]
    [ValidateNotNullOrEmpty]
    // Hides PSCmdlet.Host, as in Add-OMSGatewayAllowedHost.
    public new string[] Host { get; set; } = [];

    /// <summary>The port they would ask for.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 443;

    /// <summary>Address of the client that would ask.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Client { get; set; }

    /// <summary>Asks the policy for the name alone; looks up no address and opens no connection.</summary>
    [Parameter]
    public SwitchParameter PolicyOnly { get; set; }

    internal override void Process()
    {
        foreach (string host in Host) Try(host, () => Engine.Write(Test(host)));
    }

    private HostTest Test(string host)
    {
        bool isPolicyOnly = Engine.IsOn(nameof(PolicyOnly), PolicyOnly);
        HostCheck check = Administration.Hosts.Check(host, Port, resolves: !isPolicyOnly, string.IsNullOrWhiteSpace(Client) ? null : Client);
        Reachability reach = isPolicyOnly ? new Reachability(null, "No connection was tried.") : Probe(check);
        return new HostTest
        {
            Host = check.Host,
            Port = check.Port,
            IsAllowed = check.IsAllowed,
            Rule = check.Entry?.Pattern.ToString(),
            Source = check.Entry?.Source,
            Group = check.Group,
            IsReachable = reach.IsReachable,
            Explanation = $"{check.Explanation} {reach.Explanation}",
        };
    }

    private Reachability Probe(HostCheck check) => HostProbe.Try(
        check.Host, check.Port,
        Store.Load().Configuration is { Settings: var settings } && settings.IsRelayed(HostName.Parse(check.Host)) ? settings.ListRelayProxies() : []);
}
