using System.Management.Automation;

namespace OmsGateway.PowerShell;

/// <summary>
/// A cmdlet that changes the configuration. It asks first, as those of Microsoft's gateway do; <c>-Force</c> and
/// <c>-Confirm:$false</c> keep it from asking.
/// </summary>
public abstract class ChangingCmdlet : GatewayCmdlet
{
    /// <summary>Does not ask for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes what was changed to the pipeline, and nothing where nothing had to be changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Whether the change may be made. <c>-Force</c> answers the question but does not outdo <c>-WhatIf</c>, nor a
    /// <c>-Confirm</c> that the caller wrote as well.
    /// </summary>
    internal bool MayChange(string target, string action)
    {
        if (!Engine.IsOn(nameof(Force), Force) || Engine.IsWhatIf || Engine.IsGiven("Confirm")) return Engine.ShouldProcess(target, action);
        // What PowerShell itself says under -Verbose when it asks.
        Engine.Tell($"Performing the operation \"{action}\" on target \"{target}\".");
        return true;
    }

    /// <summary>Writes what is so after a change when the caller wants it; where nothing was changed, that is said to those who follow.</summary>
    internal void Pass(bool changed, string target, Func<object> result)
    {
        if (changed) Pass(result());
        else Engine.Tell($"{target} is already set to this.");
    }

    /// <summary>Writes a result when the caller wants one.</summary>
    internal void Pass(object result)
    {
        if (Engine.IsOn(nameof(PassThru), PassThru)) Engine.Write(result);
    }
}
