using System.Globalization;

namespace OmsGateway.Configuration.Status;

/// <summary>Finds a gateway by the socket that it holds (proc(5), /proc/net/unix), which shows those of this network namespace.</summary>
/// <param name="socketPrefix">The socket's name up to the process id.</param>
/// <param name="table">Path of the system's table of sockets.</param>
internal sealed class UnixGatewayPresence(string socketPrefix, string table) : IGatewayPresence
{
    public Presence Look()
    {
        try
        {
            foreach (string line in File.ReadLines(table))
            {
                // An abstract name is shown with an @ for its zero byte.
                int at = line.IndexOf(" @" + socketPrefix, StringComparison.Ordinal);
                if (at < 0 || !int.TryParse(line.Substring(at + 2 + socketPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                    continue;
                return new Presence(true, false, id, $"A gateway runs as process {id}.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or a system that hides it.
        }

        return default(Presence) with { Explanation = "" };
    }
}
