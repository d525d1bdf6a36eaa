using System.Text;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Report;

/// <summary>The report: one page of HTML about a gateway, without a script and with nothing that would have to be fetched.</summary>
public static class HtmlReport
{
    /// <summary>Makes the report of a gateway, whether it runs or not. The page is ASCII.</summary>
    /// <param name="store">The gateway's configuration.</param>
    /// <exception cref="UnauthorizedAccessException">This user has no right to what the report would tell.</exception>
    /// <exception cref="IOException">Something cannot be read now.</exception>
    public static string Make(ConfigurationStore store) => ReportPage.Write(ReportData.Collect(store, DateTimeOffset.UtcNow));

    /// <summary>Writes a report to a file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="IOException">The file cannot be written, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(string path, string report) => OutputFile.Write(path, Encoding.ASCII.GetBytes(report));
}
