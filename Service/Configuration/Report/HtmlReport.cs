using System.Text;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Report;

/// <summary>The report: one page of HTML about a gateway, without a script and with nothing that would have to be fetched.</summary>
public static class HtmlReport
{
    /// <summary>Makes the report of a gateway, whether it runs or not. The page is ASCII.</summary>
    /// <param name="store">The gateway's configuration.</param>
    /// <exception cref="ConfigurationException">This user has no right to what the report would tell.</exception>
    /// <exception cref="UnauthorizedAccessException">The same of a file of the gateway's own.</exception>
    /// <exception cref="IOException">Something cannot be read now.</exception>
    public static string Make(ConfigurationStore store) => ReportPage.Write(ReportData.Collect(store, DateTimeOffset.UtcNow));

    /// <summary>Writes a report to a file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="ConfigurationException">The file was not written; the message says why, and what to do.</exception>
    public static void Save(string path, string report) => OutputFile.Write(path, Encoding.ASCII.GetBytes(report));
}
