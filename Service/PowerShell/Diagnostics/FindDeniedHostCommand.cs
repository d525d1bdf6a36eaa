using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Status;

namespace OmsGateway.PowerShell.Diagnostics;

/// <summary>Find-OMSGatewayDeniedHost: which hosts were refused lately and still would be?</summary>
[Cmdlet(VerbsCommon.Find, "OMSGatewayDeniedHost")]
[OutputType(typeof(DeniedHostSummary))]
public sealed class FindDeniedHostCommand : GatewayCmdlet
{
    /// <summary>Only what was refused since then; a day ago by default.</summary>
    [Parameter(Position = 0)]
    public DateTime Since { get; set; } = DateTime.Now.AddDays(-1);

    /// <summary>Also hosts that are allowed by now.</summary>
    [Parameter]
    public SwitchParameter IncludeAllowed { get; set; }

    internal override void Process()
    {
        DateTimeOffset since = Since;
        HostAllowList allowed = new(
            Engine.IsOn(nameof(IncludeAllowed), IncludeAllowed) ? [] : Administration.GetAllowedHosts(includeDiscovered: true));
        DeniedHost[] running = [.. AskGateway().Status?.DeniedHosts ?? []];
        DeniedHost[] logged = [.. DeniedEvents.Read(Engine.ReadEvents(DeniedEvents.Log, EventIds.Forbidden, since))];
        // The running gateway's refusals are in the log as well, so the larger count is the count.
        var found = logged.Concat(running).Where(d => d.Last >= since && allowed.Find(HostName.Parse(d.Host)) is null)
            .GroupBy(d => d.Host)
            .Select(same => same.OrderByDescending(d => d.Last).First() with { Count = same.Max(d => d.Count) })
            .OrderByDescending(d => d.Last);
        foreach (DeniedHost host in found)
            Engine.Write(new DeniedHostSummary(host.Host, host.Count, host.Last, host.Client.Length == 0 ? null : host.Client));
    }
}
