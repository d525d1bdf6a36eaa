using System.Management.Automation;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

/// <summary>A PowerShell that answers questions as it is told and keeps what cmdlets write.</summary>
internal sealed class FakeEngine : ICmdletEngine
{
    public List<object> Output { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>What -Verbose would show.</summary>
    public List<string> Told { get; } = [];

    public List<(Exception Exception, string Id, ErrorCategory Category, object? Target)> Errors { get; } = [];

    /// <summary>What the user was asked.</summary>
    public List<(string Target, string Action)> Questions { get; } = [];

    public bool Answer { get; set; } = true;

    /// <summary>Parameters the user wrote; only this turns a switch on, as the engine's own switches cannot be outside it.</summary>
    public HashSet<string> Given { get; } = [];

    public bool IsWhatIf { get; set; }

    public string Location { get; set; } = Directory.GetCurrentDirectory();

    public List<(DateTimeOffset Time, string Message)> Events { get; } = [];

    public (string Log, int Id, DateTimeOffset Since)? EventsAskedFor { get; private set; }

    public void Write(object output) => Output.Add(output);

    public void Tell(string message) => Told.Add(message);

    public void Warn(string message) => Warnings.Add(message);

    public void Report(Exception exception, string id, ErrorCategory category, object? target) => Errors.Add((exception, id, category, target));

    // Under -WhatIf PowerShell says what would be done and answers no.
    public bool ShouldProcess(string target, string action)
    {
        Questions.Add((target, action));
        return Answer && !IsWhatIf;
    }

    public bool IsGiven(string parameter) => Given.Contains(parameter);

    public bool IsOn(string parameter, SwitchParameter value) => IsGiven(parameter);

    public string Resolve(string path) => Path.GetFullPath(path, Location);

    public IEnumerable<(DateTimeOffset Time, string Message)> ReadEvents(string log, int id, DateTimeOffset since)
    {
        EventsAskedFor = (log, id, since);
        return Events;
    }
}
