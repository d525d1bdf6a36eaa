using System.Globalization;
using System.Runtime.InteropServices;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Firewall;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;
using OmsGateway.CustomActions.Settings;

namespace OmsGateway.CustomActions.Firewall;

/// <summary>
/// Makes the rule of Windows Firewall for the service, once: from then on it belongs to the machine's administrators. An upgrade, a
/// repair or a rerun changes its port and its program where they are others now, its remote addresses where they are given, and nothing
/// else; one that was deleted stays so. Where the firewall does not answer (its service may be off, in favour of another product's) a
/// warning says so, and nothing fails.
/// </summary>
internal sealed class ConfigureFirewall(IInstallerSession session, MachineParts machine, ActionData data)
{
    private const string ProgramKey = "Program";
    private const string DescriptionKey = "Description";
    private const string RemoteAddressesKey = "RemoteAddresses";
    private const string ChoiceKey = "Choice";
    private const int Tcp = 6;

    public static ActionData Prepare(IInstallerSession session, MachineParts machine)
    {
        string remoteAddresses = RemoteAddresses.Parse(session.GetProperty(PropertyNames.RemoteAddresses).Trim())?.Value ?? "";
        var data = new ActionData
        {
            [ConfigurationFolder.Key] = ConfigurationFolder.Of(session),
            [ProgramKey] = ServiceProgram.Of(session),
            [DescriptionKey] = session.GetProperty(PropertyNames.FirewallRuleDescription),
            [RemoteAddressesKey] = remoteAddresses,
            [ChoiceKey] = session.GetProperty(PropertyNames.FirewallRule).Trim(),
        };
        FirewallState.Keep(machine, data);
        return data;
    }

    public void Run()
    {
        try
        {
            if (IsUnwanted) RemoveRule();
            else PutRule();
        }
        catch (COMException e)
        {
            // Noted, so that a repair tries again and the wizard's last page can say so.
            FirewallState.Write(machine, FirewallState.Port(machine), FirewallState.Refused);
            FirewallWarning.Report(session, machine, e);
        }
    }

    /// <summary>Brings back the rule that there was.</summary>
    public void Undo() => FirewallState.Restore(machine, data);

    private bool IsUnwanted => data[ChoiceKey] == "0" || (data[ChoiceKey].Length == 0 && FirewallState.Note(machine) == FirewallState.Unwanted);

    private void RemoveRule()
    {
        FirewallState.Write(machine, null, FirewallState.Unwanted);
        if (machine.Firewall.Find(GatewayFirewallRule.Name) is not null) machine.Firewall.Remove(GatewayFirewallRule.Name);
    }

    private void PutRule()
    {
        string port = Port();
        FirewallRule? rule = machine.Firewall.Find(GatewayFirewallRule.Name);
        // A rule that Windows Firewall refused cannot have been deleted by anybody.
        bool isNew = FirewallState.Port(machine) is null || FirewallState.Note(machine) == FirewallState.Refused;
        if (rule is not null)
        {
            string remote = data[RemoteAddressesKey].Length > 0 ? data[RemoteAddressesKey] : rule.RemoteAddresses;
            FirewallState.Change(machine.Firewall, rule, port, data[ProgramKey], remote);
        }
        else if (isNew || data[ChoiceKey] == "1")
        {
            machine.Firewall.Put(new FirewallRule(GatewayFirewallRule.Name)
            {
                // Bound to the program as well as to the port, so that it lets in nothing else.
                Program = data[ProgramKey],
                Ports = port,
                Protocol = Tcp,
                Description = data[DescriptionKey],
                RemoteAddresses = data[RemoteAddressesKey].Length > 0 ? data[RemoteAddressesKey] : "*",
            });
        }
        else
        {
            session.Log("The firewall rule was deleted, and stays so; FIREWALLRULE=1 makes it again.");
            port = "";
        }

        FirewallState.Write(machine, port, null);
    }

    // WriteSettings has written it.
    private string Port()
    {
        GatewayConfiguration? configuration = machine.OpenStore(data[ConfigurationFolder.Key]).Load().Configuration;
        // Settings with a fault keep the port that is noted.
        return configuration?.Settings.ListenPort.ToString(CultureInfo.InvariantCulture) ?? FirewallState.Port(machine) ?? "";
    }
}
