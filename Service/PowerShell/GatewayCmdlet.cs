using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Configuration.Status;
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

    internal GatewayAdministration Administration => new GatewayAdministration(Store, Engine.Warn).InGroup(ListGroup);

    /// <summary>The group of clients whose lists the cmdlet is about; null or empty for the clients in no group.</summary>
    internal virtual string? ListGroup => null;

    /// <summary>Finds out whether a gateway runs.</summary>
    internal Func<ConfigurationStore, GatewayReport> Inquiry { get; set; } = GatewayReport.Of;

    /// <summary>What the cmdlet is about, for errors that concern no single entry.</summary>
    internal virtual object? Target => ConfigurationDirectory;

    /// <summary>Does the work for one object of the pipeline.</summary>
    internal abstract void Process();

    /// <summary>The setting of that name; null, and an error, where there is none.</summary>
    internal SettingDefinition? FindSetting(string name)
    {
        if (SettingDefinitions.Find(name.Trim()) is { } definition) return definition;
        ReportMissing(SettingDefinitions.Unknown(name), name);
        return null;
    }

    /// <summary>Whether a gateway runs; an error as well where that, or what it says, cannot be known.</summary>
    internal GatewayReport AskGateway()
    {
        GatewayReport report = Inquiry(Store);
        if (Failure.Of(report.State) is { } failure)
            Engine.Report(new ConfigurationException(report.Explanation), failure.Id, failure.Category, Store.Directory);
        return report;
    }

    /// <summary>Reports that something is not there.</summary>
    internal void ReportMissing(string message, object target) =>
        Engine.Report(new ConfigurationException(message), Failure.NotFound.Id, Failure.NotFound.Category, target);

    /// <summary>Warns that an entry to be removed is not on its list, and says which cmdlet shows the list.</summary>
    internal void WarnNotListed(string entry, string cmdlet)
    {
        (string list, string parameter) = string.IsNullOrWhiteSpace(ListGroup) ? ("local list", "") : ($"list of group {ListGroup}", $" -Group {ListGroup}");
        Engine.Warn($"{entry} is not on the {list}; {cmdlet}{parameter} shows what is.");
    }

    /// <summary>Does something for one target; what goes wrong is reported and the next target can be tried.</summary>
    internal void Try(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is ConfigurationException or UnauthorizedAccessException or IOException)
        {
            (string id, ErrorCategory category) = Failure.Of(e);
            if (e is UnauthorizedAccessException) e = new UnauthorizedAccessException($"{e.Message} Run PowerShell as an administrator.", e);
            Engine.Report(e, id, category, target);
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Try(Target, Process);
}
