using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Engine;

namespace OmsGateway.PowerShell;

/// <summary>What all cmdlets of the module share: the configuration they work on and their answer to what goes wrong.</summary>
public abstract class GatewayCmdlet : PSCmdlet
{
    private ConfigurationStore? _store;

    /// <summary>Directory of the configuration files, where it is not the service's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigurationDirectory { get; set; }

    internal ICmdletEngine Engine
    {
        get => field ??= new PowerShellEngine(this);
        set;
    }

    internal ConfigurationStore Store => _store ??= ConfigurationStore.Open(
        ConfigurationDirectory is null ? null : Engine.Resolve(ConfigurationDirectory));

    internal GatewayAdministration Administration => new(Store, Engine.Warn);

    /// <summary>Does the work for one object of the pipeline.</summary>
    internal abstract void Process();

    /// <summary>Does something for one target; what goes wrong is reported and the next target can be tried.</summary>
    internal void Try(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (ConfigurationException e)
        {
            Engine.Report(e, "ConfigurationRefused", ErrorCategory.InvalidData, target);
        }
        catch (UnauthorizedAccessException e)
        {
            var explained = new UnauthorizedAccessException($"{e.Message} Run PowerShell as an administrator.", e);
            Engine.Report(explained, "AccessDenied", ErrorCategory.PermissionDenied, target);
        }
        catch (IOException e)
        {
            Engine.Report(e, "ConfigurationUnavailable", ErrorCategory.ResourceUnavailable, target);
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Try(null, Process);
}
