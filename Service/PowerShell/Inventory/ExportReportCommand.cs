using System.Management.Automation;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Report;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>Export-OMSGatewayReport: one page about the gateway, to be looked at, kept or sent.</summary>
[Cmdlet(VerbsData.Export, "OMSGatewayReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportReportCommand : GatewayCmdlet
{
    /// <summary>The file of the page.</summary>
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

    internal override void Process()
    {
        var file = new FileInfo(Engine.Resolve(Path));
        if (file.Exists && Engine.IsOn(nameof(NoClobber), NoClobber))
            throw new ConfigurationException($"{file.FullName} exists, and -NoClobber replaces no file.");
        if (file.Exists && file.IsReadOnly && !Engine.IsOn(nameof(Force), Force))
            throw new ConfigurationException($"{file.FullName} is read-only; -Force replaces it all the same.");
        string report = HtmlReport.Make(Store);
        if (!Engine.ShouldProcess(file.FullName, "Write the report")) return;
        if (file.Exists && file.IsReadOnly) file.IsReadOnly = false;
        HtmlReport.Save(file.FullName, report);
        file.Refresh();
        if (Engine.IsOn(nameof(PassThru), PassThru)) Engine.Write(file);
    }
}
