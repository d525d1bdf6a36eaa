using System.Globalization;
using OmsGateway.CustomActions.Installation;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>
/// Applies the toolset's table Wix4ServiceConfig (what Windows does when a service fails) in a package that was built without
/// the toolset's own custom actions. The actions bear the names the toolset gives them.
/// </summary>
internal static class ServiceConfiguration
{
    private const string Execute = "Wix4ExecServiceConfig_X64";
    private const string Rollback = "Wix4RollbackServiceConfig_X64";

    private static readonly string[] Columns =
    [
        "ServiceName", "Component_", "FirstFailureActionType", "SecondFailureActionType", "ThirdFailureActionType",
        "ResetPeriodInDays", "RestartServiceDelayInSeconds", "ProgramCommandLine", "RebootMessage",
    ];

    public static void Schedule(IInstallerSession session, IInstallerDatabase database, MachineParts machine)
    {
        var after = new ServiceData();
        var before = new ServiceData();
        foreach (IReadOnlyList<string> row in database.Read("Wix4ServiceConfig", Columns))
        {
            if (database.GetChange(row[1]) != ComponentChange.Install) continue;
            string service = database.Format(row[0]);
            after.Add(service, Read(row, database));
            // A service that this installation makes goes away with its rollback.
            if (machine.Services.GetFailureActions(service) is { } actions) before.Add(service, actions);
        }

        if (after.IsEmpty) return;
        session.SetProperty(Rollback, before.Encode());
        database.Schedule(Rollback);
        session.SetProperty(Execute, after.Encode());
        database.Schedule(Execute);
    }

    public static void Apply(MachineParts machine, string data)
    {
        foreach ((string service, FailureActions actions) in ServiceData.Decode(data))
        {
            try
            {
                machine.Services.SetFailureActions(service, actions);
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                throw new InstallerException(InstallerError.ServiceNotConfigured, service, e.Message);
            }
        }
    }

    private static FailureActions Read(IReadOnlyList<string> row, IInstallerDatabase database)
    {
        uint delay = Number(row[6]) * 1000;
        FailureStep[] steps = [.. row.Skip(2).Take(3).Select(text => new FailureStep(Kind(text), Kind(text) == FailureStepKind.None ? 0 : delay))];
        return new FailureActions(Number(row[5]) * 24 * 60 * 60, steps, database.Format(row[7]), database.Format(row[8]));
    }

    private static FailureStepKind Kind(string text) => text switch
    {
        "restart" => FailureStepKind.Restart,
        "reboot" => FailureStepKind.Reboot,
        "runCommand" => FailureStepKind.RunCommand,
        _ => FailureStepKind.None,
    };

    private static uint Number(string text) => text.Length == 0 ? 0 : uint.Parse(text, CultureInfo.InvariantCulture);
}
