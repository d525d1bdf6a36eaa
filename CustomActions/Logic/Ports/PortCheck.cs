using System.Globalization;
using System.Net;
using OmsGateway.Configuration.Networks;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Services;

namespace OmsGateway.CustomActions.Ports;

/// <summary>
/// Refuses a port that the service could not have, before anything changes: once files and service are in place there would only be
/// Windows Installer's error 1920 and a rollback.
/// </summary>
internal sealed class PortCheck(MachineParts machine)
{
    // The present gateway's and Microsoft's, which this installation stops.
    private static readonly string[] OwnServices = [ServiceName.Value, ServiceName.Legacy];

    /// <exception cref="InstallerException">The port is another program's.</exception>
    public void Run(int port, string listenAddress)
    {
        IPAddress? address = IpLiteral.TryParse(listenAddress, out IPAddress? parsed) ? parsed : null;
        PortState state = machine.Ports.Probe(port, address);
        if (state == PortState.Free) return;
        int[] own = [.. OwnServices.Select(machine.Services.ProcessId).Where(id => id != 0)];
        PortOwner[] owners = [.. machine.Ports.Listeners(port)];
        PortOwner[] others = [.. owners.Where(o => !own.Contains(o.ProcessId))];
        // Nobody else listens: connections that are still closing keep the port for a moment, or the listener is ours and will be stopped.
        if (others.Length == 0 && (state == PortState.InUse || owners.Length > 0)) return;
        // Windows does not say who listens, and it may be our own running service.
        if (others.All(o => o.ProcessId == 0) && others.Length > 0 && own.Length > 0) return;

        string text = port.ToString(CultureInfo.InvariantCulture);
        PortOwner named = others.FirstOrDefault(o => o.ProcessId != 0);
        if (named.ProcessId == 0) throw new InstallerException(InstallerError.PortUnavailable, text);
        throw new InstallerException(
            InstallerError.PortTaken, text, named.Name.Length > 0 ? named.Name : "?", named.ProcessId.ToString(CultureInfo.InvariantCulture));
    }
}
