using System.Globalization;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Settings;

/// <summary>What the wizard's page before the installation shows: what will be done, and what it changes.</summary>
internal sealed class ReadySummary(IInstallerSession session, MachineParts machine)
{
    public void Write()
    {
        CurrentSettings? current = new CurrentSettingsSource(session, machine).Read();
        CurrentSettings? own = current is { AreOwn: true } ? current : null;
        session.SetProperty(PropertyNames.PortBefore, own is not null && own.Port != Get(PropertyNames.Port) ? own.Port : "");
        string proxy = Describe(Proxy, Get(PropertyNames.HasAuthentication) == "1" ? Get(PropertyNames.UserName) : "");
        string before = own is null ? "" : Describe(own.Proxy, own.UserName);
        session.SetProperty(PropertyNames.ProxyAfter, proxy);
        session.SetProperty(PropertyNames.ProxyBefore, before != proxy ? before : "");
        session.SetProperty(PropertyNames.ProxyIsKept, Flag(current is null && Get(PropertyNames.ForgetProxy) != "1"));
        WriteHosts(current);
        session.SetProperty(PropertyNames.ReplacedProducts, string.Join(", ", Replaced()));
    }

    private static string Describe(string proxy, string userName) => proxy.Length > 0 && userName.Length > 0 ? $"{proxy} ({userName})" : proxy;

    private string Proxy => Get(PropertyNames.HasProxy) == "1" && ProxyAddress.TryParse(Get(PropertyNames.Proxy), out ProxyAddress? address, out _)
        ? address.ToString() : "";

    private void WriteHosts(CurrentSettings? current)
    {
        AgentChoice choice;
        try
        {
            choice = new AgentChoiceReader(session.GetProperty).Read();
        }
        catch (InstallerException)
        {
            // ValidateProperties says so when the installation begins.
            choice = new AgentChoice([], [], "", []);
        }

        HashSet<HostPattern> listed = [.. current?.Hosts ?? []];
        int added = choice.Hosts.Count(host => !listed.Contains(host));
        string policy = choice.Policy.Length > 0 ? choice.Policy : current?.HostPolicy ?? "";
        session.SetProperty(PropertyNames.AgentNames, string.Join(", ", choice.Presets.Select(p => AgentFields.NameOf(session, p.Preset.Name))));
        session.SetProperty(PropertyNames.HostsAdded, added.ToString(CultureInfo.InvariantCulture));
        session.SetProperty(PropertyNames.HostsBefore, listed.Count == 0 ? "" : listed.Count.ToString(CultureInfo.InvariantCulture));
        session.SetProperty(PropertyNames.NoHosts, Flag(current is not null && added + listed.Count == 0));
        bool reportsOnly = policy == nameof(HostPolicyMode.ReportOnly);
        session.SetProperty(PropertyNames.ReportsOnly, Flag(reportsOnly));
        session.SetProperty(PropertyNames.ReportedBefore, Flag(!reportsOnly && current?.HostPolicy == nameof(HostPolicyMode.ReportOnly)));
    }

    private IEnumerable<string> Replaced()
    {
        string[] codes = $"{session.GetProperty(PropertyNames.EarlierVersions)};{session.GetProperty(PropertyNames.LegacyProducts)}".Split(';');
        return machine.Products.Read().Where(p => codes.Contains(p.Code, StringComparer.OrdinalIgnoreCase)).Select(p => $"{p.Name} {p.Version}".Trim());
    }

    private string Get(string property) => session.GetProperty(property).Trim();

    private static string Flag(bool value) => value ? "1" : "";
}
