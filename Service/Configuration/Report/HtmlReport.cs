using System.Text;
using OmsGateway.Configuration.Files;
using OmsGateway.Configuration.Native;

namespace OmsGateway.Configuration.Report;

/// <summary>The report: one page of HTML about a gateway, without a script and with nothing that would have to be fetched.</summary>
public static class HtmlReport
{
    /// <summary>Makes the report of a gateway, whether it runs or not. The page is ASCII.</summary>
    /// <param name="store">The gateway's configuration.</param>
    /// <exception cref="UnauthorizedAccessException">This user has no right to what the report would tell.</exception>
    /// <exception cref="IOException">Something cannot be read now.</exception>
    public static string Make(ConfigurationStore store) => ReportPage.Write(ReportData.Collect(store, DateTimeOffset.UtcNow));

    /// <summary>
    /// Writes a report to a file. One that is there is replaced as a whole and keeps its rights; a new one is for its owner alone on Unix, since it
    /// says which computers talk to whom. What a link leads to is written in its place.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="IOException">The file cannot be written, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(string path, string report)
    {
        path = Path.GetFullPath(path);
        // Not in the place of a link, such as /dev/stdout, of a device or of a pipe.
        if (IsLink(path) || (!UnixPermissions.IsWindows && LibC.IsOther(path))) File.WriteAllText(path, report);
        else AtomicFile.WriteAmongRivals(path, Encoding.ASCII.GetBytes(report));
    }

    private static bool IsLink(string path)
    {
        const FileAttributes None = (FileAttributes)(-1);
        FileAttributes attributes = new FileInfo(path).Attributes;
        return attributes != None && (attributes & FileAttributes.ReparsePoint) != 0;
    }
}
