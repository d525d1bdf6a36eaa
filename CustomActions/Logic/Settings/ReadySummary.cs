using System.Globalization;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Settings.Values;
using OmsGateway.CustomActions.Agents;
using OmsGateway.CustomActions.Firewall;
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
        string userName = Get(PropertyNames.HasAuthentication) == "1" ? Get(PropertyNames.UserName) : "";
        bool isPasswordNew = userName.Length > 0 && session.GetProperty(PropertyNames.Password).Length > 0;
        string proxy = Describe(Proxy, userName);
        string before = own is null ? "" : Describe(own.Proxy, own.UserName);
        session.SetProperty(PropertyNames.ProxyAfter, Describe(Proxy, userName, isPasswordNew ? session.GetProperty(PropertyNames.NewPasswordText) : ""));
        session.SetProperty(PropertyNames.ProxyBefore, before != proxy ? before : "");
        bool isUnknown = current is null && Proxy.Length == 0 && Get(PropertyNames.ForgetProxy) != "1";
        // What the page shows is not in use, and what is in use is not shown.
        bool isOtherInUse = own is { IsProxyOfSettings: false } && !isPasswordNew && before == proxy;
        session.SetProperty(PropertyNames.ProxyIsKept, Flag(isUnknown || isOtherInUse));
        WriteHosts(current);
        session.SetProperty(PropertyNames.FirewallAfter, FirewallAfter());
        // Settings that an earlier removal kept have a version of their own.
        session.SetProperty(PropertyNames.FirstTlsVersion, current is { AreOwn: false } ? SettingsData.FirstTlsVersion(session) : "");
        NameReplaced(session, machine);
    }

    /// <summary>Names the products that will be removed.</summary>
    public static void NameReplaced(IInstallerSession session, MachineParts machine)
    {
        string[] codes = $"{session.GetProperty(PropertyNames.EarlierVersions)};{session.GetProperty(PropertyNames.LegacyProducts)}".Split(';');
        session.SetProperty(PropertyNames.ReplacedProducts, string.Join(", ", machine.Products.Read()
            .Where(p => codes.Contains(p.Code, StringComparer.OrdinalIgnoreCase)).Select(p => $"{p.Name} {p.Version}".Trim())));
    }

    private static string Describe(string proxy, params string[] notes)
    {
        string[] given = [.. notes.Where(note => note.Length > 0)];
        return proxy.Length > 0 && given.Length > 0 ? $"{proxy} ({string.Join(", ", given)})" : proxy;
    }

    private string Proxy => Get(PropertyNames.HasProxy) == "1" && ProxyAddress.TryParse(Get(PropertyNames.Proxy), out ProxyAddress? address, out _)
        ? address.ToString() : "";

    private void WriteHosts(CurrentSettings? current)
    {
        AgentChoice choice;
        try
        {
            choice = new AgentChoiceReader(session.GetProperty, KnownPresets.Of(session, machine)).Read();
        }
        catch (InstallerException)
        {
            // ValidateProperties says so when the installation begins.
            choice = new AgentChoice([], [], [], "", [], []);
        }

        HashSet<HostPattern> listed = [.. current?.Hosts ?? []];
        IEnumerable<HostPattern> news = Get(PropertyNames.UpdatePresets) == "1" ? current?.NewHosts ?? [] : [];
        int added = choice.Hosts.Concat(news).Distinct().Count(host => !listed.Contains(host));
        string[] policies = [Get(PropertyNames.HostPolicyByPolicy), choice.Policy, current?.HostPolicy ?? ""];
        string policy = policies.FirstOrDefault(one => one.Length > 0) ?? "";
        session.SetProperty(PropertyNames.HostsAreUnknown, Flag(current is null));
        // If nobody knows how many hosts there are, "none added" tells the user nothing.
        session.SetProperty(PropertyNames.HostsAdded, current is null && added == 0 ? "" : added.ToString(CultureInfo.InvariantCulture));
        session.SetProperty(PropertyNames.HostsBefore, listed.Count == 0 ? "" : listed.Count.ToString(CultureInfo.InvariantCulture));
        session.SetProperty(PropertyNames.NoHosts, Flag(current is not null && added + listed.Count == 0));
        bool reportsOnly = policy == nameof(HostPolicyMode.ReportOnly);
        session.SetProperty(PropertyNames.ReportsOnly, Flag(reportsOnly));
        session.SetProperty(
            PropertyNames.ReportedBefore, Flag(policy.Length > 0 && !reportsOnly && Get(PropertyNames.AgentPolicy) == nameof(HostPolicyMode.ReportOnly)));
    }

    // As ConfigureFirewall will have it.
    private string FirewallAfter()
    {
        string choice = Get(PropertyNames.FirewallRule);
        RuleState state = FirewallState.Find(machine);
        if (choice == "0" || (choice.Length == 0 && state is RuleState.Unwanted or RuleState.Deleted)) return "none";
        if (Get(PropertyNames.RemoteAddresses).Length > 0) return "given";
        return state == RuleState.There ? "kept" : "any";
    }

    private string Get(string property) => session.GetProperty(property).Trim();

    private static string Flag(bool value) => value ? "1" : "";
}
