using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;

namespace OmsGateway.PowerShell.Engine;

/// <summary>The PowerShell that runs a cmdlet.</summary>
internal sealed class PowerShellEngine(PSCmdlet cmdlet) : ICmdletEngine
{
    // Enough for days of refusals, and read in a second or two.
    private const int MaximumEvents = 5000;

    // By PowerShell itself: the assembly for event logs is another one in each of its versions. Without events Get-WinEvent reports an error.
    private const string EventScript =
        "param($log, $id, $since, $maximum) Get-WinEvent -FilterHashtable @{ LogName = $log; Id = $id; StartTime = $since } "
        + "-MaxEvents $maximum -ErrorAction SilentlyContinue";

    public bool IsWhatIf => IsGiven("WhatIf")
        ? ((SwitchParameter)cmdlet.MyInvocation.BoundParameters["WhatIf"]).IsPresent
        : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));

    public void Write(object output) => cmdlet.WriteObject(output);

    public void Warn(string message) => cmdlet.WriteWarning(message);

    public void Tell(string message) => cmdlet.WriteVerbose(message);

    public void Report(Exception exception, string id, ErrorCategory category, object? target) =>
        cmdlet.WriteError(new ErrorRecord(exception, id, category, target));

    public bool ShouldProcess(string target, string action)
    {
        try
        {
            return cmdlet.ShouldProcess(target, action);
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or NullReferenceException)
        {
            // With -NonInteractive, or where no user is, and every further question would end the same way. PowerShell's console throws a
            // NullReferenceException where its input has ended, as a scheduled task's has.
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException($"Nothing was changed: \"{action}\" has to be confirmed for {target}, and nobody can be asked. "
                    + "Give -Force (or -Confirm:$false) to change it without a question.", e),
                "ConfirmationImpossible", ErrorCategory.InvalidOperation, target));
            throw;
        }
    }

    public bool IsGiven(string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    public bool IsOn(string parameter, SwitchParameter value) => value.IsPresent;

    public string Resolve(string path) => ShellPath.Resolve(cmdlet.SessionState.Path, path);

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
