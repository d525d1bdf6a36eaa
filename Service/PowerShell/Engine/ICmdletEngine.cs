using System.Management.Automation;

namespace OmsGateway.PowerShell.Engine;

/// <summary>What cmdlets ask of PowerShell, small enough to stand in for it in a test.</summary>
internal interface ICmdletEngine
{
    void Write(object output);

    void Warn(string message);

    /// <summary>Reports an error; the pipeline goes on with its next object.</summary>
    void Report(Exception exception, string id, ErrorCategory category, object? target);

    /// <summary>Asks where asking is due, and says what would be done where only that is wanted.</summary>
    bool ShouldProcess(string target, string action);

    /// <summary>Whether the caller wrote the parameter.</summary>
    bool IsGiven(string parameter);

    /// <summary>Whether a switch is on.</summary>
    bool IsOn(string parameter, SwitchParameter value);

    /// <summary>Whether <c>-WhatIf</c> or <c>$WhatIfPreference</c> holds.</summary>
    bool IsWhatIf { get; }

    /// <summary>The full path of one that may be relative to PowerShell's location, which is not the process's directory.</summary>
    string Resolve(string path);

    /// <summary>Time and message of the events of a log with an id, the latest first; empty where there is no such log.</summary>
    IEnumerable<(DateTimeOffset Time, string Message)> ReadEvents(string log, int id, DateTimeOffset since);
}
