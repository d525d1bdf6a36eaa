using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// Decides whether a service of this product is there, which InstallServices would set back to what the package says. It looks when
/// RemoveExistingProducts has removed the earlier version, which Windows Installer does at once and in place (the Windows documentation's
/// page "RemoveExistingProducts action"): a version that takes its service with it, as the toolset's own authoring does, gets a new one.
/// </summary>
internal sealed class FindService(IInstallerSession session, MachineParts machine)
{
    public void Run()
    {
        bool isKept = IsOwn && machine.Services.Find(ServiceName.Value) is not null;
        session.SetProperty(PropertyNames.ServiceIsKept, isKept ? "1" : "");
        string data = ConfigureService.Prepare(machine, ServiceProgram.Of(session), isKept).Encode();
        session.SetProperty(ActionNames.ConfigureService, data);
        session.SetProperty(ActionNames.RollbackConfigureService, data);
    }

    private bool IsOwn => session.GetProperty(PropertyNames.Installed).Length > 0
        // Microsoft's gateway has a service of the same name, which goes with it.
        || (session.GetProperty(PropertyNames.EarlierVersions).Length > 0 && session.GetProperty(PropertyNames.LegacyProducts).Length == 0);
}
