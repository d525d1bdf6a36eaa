using System.Management.Automation;
using OmsGateway.Configuration.Report;

namespace OmsGateway.PowerShell.Inventory;

/// <summary>Export-OMSGatewayReport: one page about the gateway, to be looked at, kept or sent.</summary>
[Cmdlet(VerbsData.Export, "OMSGatewayReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportReportCommand : ExportCommand
{
    private protected override string Action => "Write the report";

    private protected override Action<string> Prepare()
    {
        string report = HtmlReport.Make(Store);
        return path => HtmlReport.Save(path, report);
    }
}
