using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
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
        var allowed = new AllowedNow(Administration, Engine.IsOn(nameof(IncludeAllowed), IncludeAllowed));
        DeniedHost[] running = [.. (AskGateway().Status?.DeniedHosts ?? []).Select(allowed.OfGroupNow)];
        DeniedHost[] logged = [.. DeniedEvents.Read(Engine.ReadEvents(DeniedEvents.Log, EventIds.Forbidden, since)).Select(allowed.OfGroupNow)];
        // The running gateway's refusals are in the log as well, so the larger count is the count.
        var found = logged.Concat(running).Where(d => d.Last >= since && !allowed.Has(d))
            .GroupBy(d => (d.Host, d.Group))
            .Select(same => same.OrderByDescending(d => d.Last).First() with { Count = same.Max(d => d.Count) })
            .OrderByDescending(d => d.Last);
        foreach (DeniedHost host in found)
            Engine.Write(new DeniedHostSummary(host.Host, host.Count, host.Last, host.Client.Length == 0 ? null : host.Client, host.Group));
    }

    /// <summary>The lists by which a host is found that is allowed by now; each group's is read once.</summary>
    private sealed class AllowedNow(GatewayAdministration administration, bool isIgnored)
    {
        private readonly Dictionary<string, HostAllowList> _lists = [];

        // Read only when needed: without access to the settings the gateway's own answer is still shown.
        private HashSet<string> Groups => field ??= [.. administration.Groups.All.Select(group => group.Name)];

        /// <summary>A group that is no more has left its clients to the common list.</summary>
        public DeniedHost OfGroupNow(DeniedHost denied) => denied.Group is { } group && !Groups.Contains(group) ? denied with { Group = null } : denied;

        public bool Has(DeniedHost denied)
        {
            if (isIgnored) return false;
            string group = denied.Group ?? "";
            if (!_lists.TryGetValue(group, out HostAllowList? list))
                _lists.Add(group, list = new HostAllowList(administration.InGroup(group).Hosts.Get(includeDiscovered: true)));
            return list.Find(HostName.Parse(denied.Host)) is not null;
        }
    }
}
