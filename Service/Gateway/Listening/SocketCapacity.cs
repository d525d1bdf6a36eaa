using System.Globalization;
using OmsGateway.Configuration;

namespace OmsGateway.Gateway.Listening;

/// <summary>
/// How many connections there can be, whatever the settings say. On Unix sockets count as open files, and the runtime does not survive
/// having none left: it cannot even start a thread. Each connection to a target takes one of the system's dynamic ports, and without
/// any left all programs of a Windows computer are cut off. So the gateway refuses tunnels before it comes to that.
/// </summary>
/// <param name="Tunnels">Most open tunnels.</param>
/// <param name="Refusals">
/// Clients over a limit that may be told so at once; past them a connection is closed without a word.
/// </param>
/// <param name="SecondAttempts">
/// Tunnels that may try a second address while the first has not answered yet (RFC 8305); past them a tunnel tries one at a time.
/// </param>
/// <param name="Reason">What it is that allows no more tunnels, and how to have more; null when nothing is known to.</param>
internal sealed record SocketCapacity(int Tunnels, int Refusals, int SecondAttempts, string? Reason)
{
    /// <summary>As many tunnels as the settings say.</summary>
    public const int Unlimited = int.MaxValue;

    private const int MostRefusals = 1000;
    private const int FewestRefusals = 16;

    // A second attempt lasts until the first connection is made: mostly a round trip, where nothing answers as long as the timeout. So
    // a few of them are kept for all tunnels, and not one for each.
    private const int MostSecondAttempts = 1000;
    private const int TunnelsPerSecondAttempt = 16;

    // A tunnel's client and its target.
    private const int FilesOfTunnel = 2;

    // The runtime's and the program's own files, about 90, and as many again for what comes and goes.
    private const int OtherFiles = 200;

    // For the computer's own connections: to its domain, for updates, of monitoring.
    private const int OtherPorts = 1000;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>Reads the limit of open files, which the runtime raised as far as it may when it started, and the dynamic ports.</summary>
    public static SocketCapacity OfThisProcess(ISystemPorts ports) => Of(ReadOpenFiles(), ports.ReadDynamicPorts(), ports.HasWindowsRules);

    /// <summary>What the limits leave.</summary>
    /// <param name="files">Open files that the process may have, or null for any number.</param>
    /// <param name="ports">The dynamic ports, or null for any number.</param>
    /// <param name="hasWindowsRules">Whether to advise as for Windows.</param>
    public static SocketCapacity Of(int? files, DynamicPorts? ports, bool hasWindowsRules = false)
    {
        int sockets = files is null ? Unlimited : Math.Max(0, files.Value - OtherFiles);
        // A hundredth: a refused connection lasts two or three seconds only.
        int refusals = Math.Clamp(sockets / 100, FewestRefusals, MostRefusals);
        int free = ports is null ? Unlimited : Math.Max(0, ports.Count - ports.InUse - OtherPorts);
        int attempts = Math.Clamp(Math.Min(sockets, free) / TunnelsPerSecondAttempt, 1, MostSecondAttempts);
        int byFiles = files is null ? Unlimited : Math.Max(1, (sockets - refusals - attempts) / FilesOfTunnel);
        int byPorts = ports is null ? Unlimited : Math.Max(1, free - attempts);
        return new SocketCapacity(Math.Min(byFiles, byPorts), refusals, attempts, Explain(byFiles, byPorts, ports, hasWindowsRules));
    }

    /// <summary>The configuration with no more tunnels than there can be.</summary>
    public GatewayConfiguration Limit(GatewayConfiguration configuration) => Limits(configuration)
        ? configuration.WithSettings(settings => settings with { MaximumTunnels = Tunnels })
        : configuration;

    /// <summary>Whether there can be fewer tunnels than the settings say.</summary>
    public bool Limits(GatewayConfiguration configuration) => configuration.Settings.MaximumTunnels > Tunnels;

    private static string? Explain(int byFiles, int byPorts, DynamicPorts? ports, bool hasWindowsRules)
    {
        if (byFiles < byPorts) return "the limit of open files of this process; raise it (ulimit -n, LimitNOFILE) to have more";
        if (ports is null) return null;
        string remedy = hasWindowsRules
            ? "'netsh int ipv4 set dynamicport tcp start=10000 num=55000', the same for ipv6,"
            : "'sysctl net.ipv4.ip_local_port_range=\"10000 64999\"'";
        return $"the {ports.Count} dynamic ports of this computer, of which others have {ports.InUse}; {remedy} and a restart give more";
    }

    private static int? ReadOpenFiles()
    {
        if (!File.Exists(LimitsFile)) return null;
        string line = File.ReadLines(LimitsFile).First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        // "Max open files            1024                 1048576              files" (proc(5)): the soft limit, then the hard one.
        string soft = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int files) ? files : null;
    }
}
