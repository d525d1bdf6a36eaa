using System.Globalization;
using OmsGateway.Configuration;

namespace OmsGateway.Gateway.Listening;

/// <summary>
/// How many connections this process can take. On Unix sockets count as open files, and the runtime does not survive having
/// none left: it cannot even start a thread. So the gateway refuses tunnels before it comes to that.
/// </summary>
/// <param name="Tunnels">Most open tunnels.</param>
/// <param name="Refusals">
/// Clients over a limit that may be told so at once; past them a connection is closed without a word.
/// </param>
internal sealed record SocketCapacity(int Tunnels, int Refusals)
{
    /// <summary>As many tunnels as the settings say.</summary>
    public const int Unlimited = int.MaxValue;

    private const int MostRefusals = 1000;
    private const int FewestRefusals = 16;

    // The runtime's and the program's own files, about 90, and further attempts while tunnels are connected (RFC 8305).
    private const int OtherFiles = 200;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>Reads the limit of open files, which the runtime raised as far as it may when it started.</summary>
    public static SocketCapacity OfThisProcess()
    {
        if (!File.Exists(LimitsFile)) return new SocketCapacity(Unlimited, MostRefusals);
        string line = File.ReadLines(LimitsFile).First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int files)
            ? OfFiles(files)
            : new SocketCapacity(Unlimited, MostRefusals);
    }

    /// <summary>What a limit of open files leaves: two for each tunnel, one for each refused client.</summary>
    public static SocketCapacity OfFiles(int files)
    {
        int sockets = Math.Max(0, files - OtherFiles);
        int refusals = Math.Clamp(sockets / 100, FewestRefusals, MostRefusals);
        return new SocketCapacity(Math.Max(1, (sockets - refusals) / 2), refusals);
    }

    /// <summary>The configuration with no more tunnels than there can be.</summary>
    public GatewayConfiguration Limit(GatewayConfiguration configuration) => configuration.Settings.MaximumTunnels <= Tunnels
        ? configuration
        : configuration with { Settings = configuration.Settings with { MaximumTunnels = Tunnels } };
}
