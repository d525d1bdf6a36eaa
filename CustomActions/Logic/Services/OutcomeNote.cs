using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// What the gateway is configured to do once it is installed, noted for the wizard: its user may not read the settings and lists, and
/// after a repair its last page has forgotten the port.
/// </summary>
internal static class OutcomeNote
{
    private const string Hosts = "AllowedHosts";
    private const string Port = "Port";
    private const string Policy = "HostPolicy";
    private const string Before = "Before";

    private static readonly string[] Names = [Hosts, Port, Policy];

    /// <summary>How many hosts are allowed; empty where every host passes, or nobody knows.</summary>
    public static string ReadHosts(MachineParts machine) => Read(machine, Hosts);

    /// <summary>The port that the gateway listens on; empty where nobody knows.</summary>
    public static string ReadPort(MachineParts machine) => Read(machine, Port);

    /// <summary>What becomes of a host that is not allowed; empty where nobody knows.</summary>
    public static string ReadPolicy(MachineParts machine) => Read(machine, Policy);

    /// <summary>Puts the earlier note into an action's data.</summary>
    public static void Collect(MachineParts machine, ActionData data)
    {
        foreach (string name in Names) data[name + Before] = Read(machine, name);
    }

    public static void Restore(MachineParts machine, ActionData data)
    {
        foreach (string name in Names) Write(machine, name, data[name + Before]);
    }

    public static void Write(MachineParts machine, string directory)
    {
        var administration = new GatewayAdministration(machine.OpenStore(directory));
        string policy = Try(() => administration.Settings.Get("HostPolicy").Value);
        Write(machine, Policy, policy);
        Write(machine, Hosts, Try(() => policy == nameof(HostPolicyMode.ReportOnly)
            ? "" : administration.Hosts.Get(includeDiscovered: true).Count.ToString(CultureInfo.InvariantCulture)));
        Write(machine, Port, Try(() => administration.Settings.Get("ListenPort").Value));
    }

    // What cannot be read keeps the service from starting, which says why.
    private static string Try(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (ConfigurationException)
        {
            return "";
        }
    }

    private static string Read(MachineParts machine, string name) => machine.Registry.Read(InstalledFolder.Key, name) ?? "";

    private static void Write(MachineParts machine, string name, string value) =>
        machine.Registry.Write(InstalledFolder.Key, name, value.Length > 0 ? value : null);
}
