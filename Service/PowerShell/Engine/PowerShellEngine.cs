using System.Globalization;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace OmsGateway.PowerShell.Engine;

/// <summary>The PowerShell that runs a cmdlet.</summary>
internal sealed class PowerShellEngine(PSCmdlet cmdlet) : ICmdletEngine
{
    // Enough for days of refusals, and read in a second or two.
    private const int MaximumEvents = 5000;

    // By PowerShell itself: the assembly for event logs is another one in each of its versions.
    private const string EventScript =
        "param($log, $id, $since, $maximum) Get-WinEvent -FilterHashtable @{ LogName = $log; Id = $id; StartTime = $since } "
        + "-MaxEvents $maximum -ErrorAction SilentlyContinue";

    public bool IsWhatIf => IsGiven("WhatIf")
        ? ((SwitchParameter)cmdlet.MyInvocation.BoundParameters["WhatIf"]).IsPresent
        : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));

    public void Write(object output) => cmdlet.WriteObject(output);

    public void Warn(string message) => cmdlet.WriteWarning(message);

    public void Report(Exception exception, string id, ErrorCategory category, object? target) =>
        cmdlet.WriteError(new ErrorRecord(exception, id, category, target));

    public bool ShouldProcess(string target, string action) => cmdlet.ShouldProcess(target, action);

    public bool IsGiven(string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    public bool IsOn(string parameter, SwitchParameter value) => value.IsPresent;

    public string Resolve(string path) => cmdlet.GetUnresolvedProviderPathFromPSPath(path);

    public IEnumerable<(DateTimeOffset Time, string Message)> ReadEvents(string log, int id, DateTimeOffset since)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) yield break;
        ScriptBlock script = ScriptBlock.Create(EventScript);
        foreach (PSObject read in script.Invoke(log, id, since.LocalDateTime, MaximumEvents))
        {
            if (read.Properties["TimeCreated"]?.Value is DateTime time)
                yield return (time, Convert.ToString(read.Properties["Message"]?.Value, CultureInfo.InvariantCulture) ?? "");
        }
    }
}
