using System.Globalization;
using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>
/// Applies the toolset's table Wix4FirewallException in a package that was built without the toolset's own custom actions. The
/// actions bear the names the toolset gives them.
/// </summary>
internal static class FirewallRules
{
    private const string Actions = "FirewallExceptions";
    private const int Outbound = 2;
    private const int IgnoreFailures = 1;

    private static readonly string[] Columns =
    [
        "Name", "RemoteAddresses", "Port", "Protocol", "Program", "Attributes", "Profile", "Component_", "Description", "Direction",
    ];

    /// <summary>Schedules the rules of the components that are being installed, or those of the removed ones.</summary>
    public static void Schedule(IInstallerSession session, IInstallerDatabase database, MachineParts machine, ComponentChange change)
    {
        var after = new FirewallData();
        var before = new FirewallData();
        foreach (IReadOnlyList<string> row in database.Read("Wix4FirewallException", Columns))
        {
            if (database.GetChange(row[7]) != change) continue;
            FirewallRule rule = Read(row, database);
            FirewallRule? old = Find(machine, rule.Name);
            bool mayFail = (Number(row[5], 0) & IgnoreFailures) != 0;
            after.Add(rule.Name, change == ComponentChange.Install ? rule : null, mayFail);
            before.Add(rule.Name, old, mayFail: true);
        }

        if (after.IsEmpty) return;
        string suffix = $"{Actions}{(change == ComponentChange.Install ? "Install" : "Uninstall")}_X64";
        session.SetProperty("Wix4Rollback" + suffix, before.Encode());
        database.Schedule("Wix4Rollback" + suffix);
        session.SetProperty("Wix4Exec" + suffix, after.Encode());
        database.Schedule("Wix4Exec" + suffix);
    }

    /// <summary>Makes each rule what it shall be.</summary>
    public static void Apply(IInstallerSession session, MachineParts machine, string data)
    {
        foreach ((string name, FirewallRule? rule, bool mayFail) in FirewallData.Decode(data))
        {
            try
            {
                if (rule is null) machine.Firewall.Remove(name);
                else machine.Firewall.Put(rule);
            }
            catch (COMException e) when (mayFail)
            {
                session.Log($"Firewall rule {name}: {e.Message}");
            }
            catch (COMException e)
            {
                throw new InstallerException(InstallerError.FirewallRuleNotMade, name, e.Message);
            }
        }
    }

    // With the firewall's service off there is no rule to come back to.
    private static FirewallRule? Find(MachineParts machine, string name)
    {
        try
        {
            return machine.Firewall.Find(name);
        }
        catch (COMException)
        {
            return null;
        }
    }

    private static FirewallRule Read(IReadOnlyList<string> row, IInstallerDatabase database) => new(database.Format(row[0]))
    {
        RemoteAddresses = database.Format(row[1]),
        Ports = database.Format(row[2]),
        Protocol = Number(row[3], FirewallRule.AnyProtocol),
        Program = database.Format(row[4]),
        Profiles = Number(row[6], FirewallRule.AllProfiles),
        Description = database.Format(row[8]),
        IsOutbound = Number(row[9], 0) == Outbound,
    };

    private static int Number(string text, int otherwise) => text.Length == 0 ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
}
