using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.CustomActions.Folders;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// How many hosts the gateway allows once it is installed, noted for the wizard's last page: its user may not read the list. Where every
/// host passes there is no note.
/// </summary>
internal static class AllowedHostsNote
{
    /// <summary>The earlier note in an action's data.</summary>
    public const string Before = "AllowedHostsBefore";

    private const string Value = "AllowedHosts";

    /// <summary>The note, empty when there is none.</summary>
    public static string Read(MachineParts machine) => machine.Registry.Read(InstalledFolder.Key, Value) ?? "";

    public static void Restore(MachineParts machine, string note) => machine.Registry.Write(InstalledFolder.Key, Value, note.Length > 0 ? note : null);

    public static void Write(MachineParts machine, string directory) => Restore(machine, Count(machine, directory));

    private static string Count(MachineParts machine, string directory)
    {
        try
        {
            var administration = new GatewayAdministration(machine.OpenStore(directory));
            if (administration.GetSetting("HostPolicy").Value == nameof(HostPolicyMode.ReportOnly)) return "";
            return administration.GetAllowedHosts(includeDiscovered: true).Count.ToString(CultureInfo.InvariantCulture);
        }
        catch (ConfigurationException)
        {
            // The service says why.
            return "";
        }
    }
}
