using System.Globalization;
using System.Text;
using OmsGateway.Configuration.Files;

namespace OmsGateway.Configuration.Status;

/// <summary>
/// An administrator's request that a gateway drain: a file beside the settings, which only administrators may write. It names the run that
/// is meant, so that a gateway that is started again takes tunnels although the service has no right to delete the file.
/// </summary>
public static class DrainRequest
{
    /// <summary>Whether a run is asked to drain.</summary>
    /// <param name="store">The configuration.</param>
    /// <param name="processId">The run's process.</param>
    /// <param name="started">When it started.</param>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is larger than any configuration file.</exception>
    public static bool Exists(ConfigurationStore store, int processId, DateTimeOffset started) =>
        FileContent.TryRead(store.DrainPath)?.AsSpan().SequenceEqual(Content(processId, started)) == true;

    internal static byte[] Content(int processId, DateTimeOffset started) =>
        Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, "{0} {1:O}\n", processId, started.UtcDateTime));
}
