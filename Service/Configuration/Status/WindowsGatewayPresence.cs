namespace OmsGateway.Configuration.Status;

/// <summary>Asks the service control manager, which answers every user, and looks for the mutex of a gateway in a console.</summary>
/// <param name="service">The service control manager, or null where the configuration is not the service's.</param>
/// <param name="hasMutex">Whether a gateway's mutex exists.</param>
internal sealed class WindowsGatewayPresence(IServiceControl? service, Func<bool> hasMutex) : IGatewayPresence
{
    private const string Name = "OMSGatewayService";

    public Presence Look()
    {
        ServiceRun? run = service?.Query(Name);
        string state = run?.State switch
        {
            ServiceRunState.Running => $"The service {Name} is running.",
            ServiceRunState.StartPending => $"The service {Name} is starting.",
            ServiceRunState.StopPending => $"The service {Name} is stopping.",
            null => "",
            _ => $"The service {Name} is stopped{Reason(run.Value)}.",
        };
        if (run is { State: ServiceRunState.Running or ServiceRunState.StartPending or ServiceRunState.StopPending })
            return new Presence(true, true, run.Value.ProcessId == 0 ? null : run.Value.ProcessId, state);
        return hasMutex() ? new Presence(true, true, null, $"A gateway runs in a console. {state}".TrimEnd()) : new Presence(false, true, null, state);
    }

    // The codes are those of the program, docs/command-line.md.
    private static string Reason(ServiceRun run) => run.ExitCode == 0 ? "" : $" (exit code {run.ExitCode}, see the event log)";
}
