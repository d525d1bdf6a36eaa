using System.Management.Automation;
using OmsGateway.Configuration;

namespace OmsGateway.PowerShell;

/// <summary>A cmdlet that makes a file, with the parameters of PowerShell's own Export cmdlets.</summary>
public abstract class ExportCommand : GatewayCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Also replaces a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Replaces no file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override object? Target => Path;

    /// <summary>What is done, for -WhatIf.</summary>
    private protected abstract string Action { get; }

    internal sealed override void Process()
    {
        var file = new FileInfo(Engine.Resolve(Path));
        if (file.Exists && Engine.IsOn(nameof(NoClobber), NoClobber))
            throw new ConfigurationException($"{file.FullName} exists, and -NoClobber replaces no file.");
        if (file.Exists && file.IsReadOnly && !Engine.IsOn(nameof(Force), Force))
            throw new ConfigurationException($"{file.FullName} is read-only; -Force replaces it all the same.");
        Action<string> write = Prepare();
        if (!Engine.ShouldProcess(file.FullName, Action)) return;
        if (file.Exists && file.IsReadOnly) file.IsReadOnly = false;
        write(file.FullName);
        file.Refresh();
        if (Engine.IsOn(nameof(PassThru), PassThru)) Engine.Write(file);
    }

    /// <summary>Does what can fail before anything is written, and returns what writes the file.</summary>
    private protected abstract Action<string> Prepare();
}
