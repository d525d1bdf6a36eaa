using OmsGateway.Configuration.Firewall.Windows;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>The machine that setup runs on.</summary>
internal static class WindowsMachine
{
    public static MachineParts Create() => new()
    {
        Products = new ProductCatalog(),
        Registry = new LocalMachineRegistry(),
        Services = new ServiceManager(),
        Firewall = new DefenderFirewall(),
        MicrosoftUpdate = new MicrosoftUpdateService(),
        FolderSecurity = new FolderSecurity(),
        Programs = new ProgramRunner(),
        Caller = new Caller(),
        Ports = new TcpPorts(),
        EventLog = new GatewayEventLog(),
        Disks = new Disks(),
    };
}
