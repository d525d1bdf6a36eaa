using System.ComponentModel;
using System.Globalization;
using OmsGateway.Configuration;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Services;

/// <summary>Why the service has not started, from the likeliest witness: its own events, its configuration, its port, Windows.</summary>
internal sealed class StartFailure(MachineParts machine, string directory)
{
    // Of the Windows documentation's page "System Error Codes".
    private const int ERROR_SERVICE_LOGON_FAILED = 1069;
    private const int ERROR_LOGON_TYPE_NOT_GRANTED = 1385;

    public string Explain(ServiceStatus status, DateTime since)
    {
        string windows = $"{new Win32Exception(status.Error).Message.TrimEnd('.')} (error {status.Error}"
            + (status.SpecificError == 0 ? ")." : $", the service's own code {status.SpecificError}).");
        if (status.Error is ERROR_SERVICE_LOGON_FAILED or ERROR_LOGON_TYPE_NOT_GRANTED)
            return windows + @" Its account needs the right 'Log on as a service': a Group Policy that sets it must list NT SERVICE\ALL SERVICES.";
        string[] reasons = [.. Events(since)];
        if (reasons.Length == 0) reasons = [.. Configuration()];
        return string.Join(" ", [.. reasons, windows]);
    }

    private IEnumerable<string> Events(DateTime since) => machine.EventLog.ReadErrors(since);

    private IEnumerable<string> Configuration()
    {
        ConfigurationResult result = machine.OpenStore(directory).Load();
        if (result.Configuration is null) return result.Problems.Select(p => p.ToString());
        int port = result.Configuration.Settings.ListenPort;
        return machine.Ports.Listeners(port)
            .Select(o =>
                $"Port {port.ToString(CultureInfo.InvariantCulture)} is used by {(o.Name.Length > 0 ? o.Name : "another program")} (process {o.ProcessId}).");
    }
}
