using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell.Engine;

/// <summary>What cmdlets ask of PowerShell, small enough to stand in for it in a test.</summary>
internal interface ICmdletEngine
{
    void Write(object output);

    void Warn(string message);

    /// <summary>Says something to those who want to follow what is done.</summary>
    void Tell(string message);

    /// <summary>Reports an error; the pipeline goes on with its next object.</summary>
    void Report(Exception exception, string id, ErrorCategory category, object? target);

    /// <summary>Asks where asking is due, and says what would be done where only that is wanted.</summary>
    bool ShouldProcess(string target, string action);

    /// <summary>Whether the caller wrote the parameter, or the pipeline gave it.</summary>
    bool IsGiven(string parameter);

    /// <summary>Whether a switch is on.</summary>
    bool IsOn(string parameter, SwitchParameter value);

    /// <summary>Whether <c>-WhatIf</c> or <c>$WhatIfPreference</c> holds.</summary>
    bool IsWhatIf { get; }

    /// <summary>The full path that PowerShell means by a path: its location is not the process's directory, and it has drives of its own.</summary>
    /// <exception cref="ConfigurationException">It is nothing in the file system.</exception>
    string Resolve(string path);

    /// <summary>Time and message of the events of a log with an id, the latest first; empty where there is no such log.</summary>
    IEnumerable<(DateTimeOffset Time, string Message)> ReadEvents(string log, int id, DateTimeOffset since);
}
