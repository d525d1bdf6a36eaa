using System.Globalization;
using OmsGateway.Benchmarks.Backgrounds;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>Squid and the gateway with ever more of what they have to look among.</summary>
/// <param name="generator">The load generator, which has the other clients as well.</param>
/// <param name="origin">The port of the origin.</param>
/// <param name="otherOrigin">The port of the open tunnels' origin, so that these take no port from those that are measured.</param>
internal sealed class Growth(string generator, int origin, int otherOrigin)
{
    // For the tunnels that are measured.
    private const int Spare = 200;

    private const string SquidHosts = "hosts";

    /// <summary>With idle tunnels open.</summary>
    public IEnumerable<Peer> ByTunnels(string program)
    {
        int[] counts = [0, 1000, 5000, Math.Min(9000, FileLimit.Tunnels - Spare)];
        return
        [
            .. counts.Select(n => With(n, new Peer(Title(Others.Squid, n), true, (directory, port) => Others.SquidCommand(directory, port, Ports)))),
            .. counts.Select(n => With(n, OurGateway.Create(Title(OurGateway.Name, n), program, (directory, port) => OurGateway.Configure(directory, port, Ports)))),
        ];

        static string Title(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name}, {count:N0} open");

        Peer With(int count, Peer peer) => peer with
        {
            Reference = $"{peer.Name[..peer.Name.IndexOf(',', StringComparison.Ordinal)]}, 0 open",
            Background = count == 0 ? null : prepared => BackgroundClients.IdleAsync(generator, prepared.Port, otherOrigin, count),
        };
    }

    /// <summary>With allowed hosts that nobody asks for.</summary>
    public IEnumerable<Peer> ByHosts(string program)
    {
        int[] counts = [10, 1000, 100_000];
        return
        [
            .. counts.Select(n => new Peer(Title(Others.Squid, n), true, (directory, port) =>
            {
                WriteHosts(Path.Combine(directory, SquidHosts), n);
                return Others.SquidCommand(directory, port, Ports, hosts: $"\"{directory}/{SquidHosts}\"");
            }) { Reference = Title(Others.Squid, counts[0]) }),
            .. counts.Select(n => OurGateway.Create(Title(OurGateway.Name, n), program, (directory, port) =>
            {
                OurGateway.Configure(directory, port, Ports);
                WriteHosts(Path.Combine(directory, OurGateway.HostsFile), n);
            }) with { Reference = Title(OurGateway.Name, counts[0]) }),
        ];

        static string Title(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name}, {count:N0} hosts");
    }

    private string Ports => $"{origin} {otherOrigin}";

    // So short that 100,000 fit into the megabyte that the gateway reads of a list.
    private static void WriteHosts(string file, int count) => File.WriteAllLines(
        file, [.. Enumerable.Range(1, count - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:x5}.it")), Peer.OriginHost]);
}
