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
            .. Rows(Others.Squid, (directory, port) => Others.SquidCommand(directory, port, Ports)),
            .. Rows(OurGateway.Name, OurGateway.Create(OurGateway.Name, program, (directory, port) => OurGateway.Configure(directory, port, Ports)).Prepare),
        ];

        IEnumerable<Peer> Rows(string name, Func<string, int, string[]> prepare) => counts.Select(n => new Peer(Title(name, n, "open"), true, prepare)
        {
            Reference = Title(name, counts[0], "open"),
            Background = n == 0 ? null : prepared => BackgroundClients.IdleAsync(generator, prepared.Port, otherOrigin, n),
        });
    }

    /// <summary>With allowed hosts that nobody asks for.</summary>
    public IEnumerable<Peer> ByHosts(string program)
    {
        int[] counts = [10, 1000, 100_000];
        return [.. Rows(Others.Squid, PrepareSquid), .. Rows(OurGateway.Name, PrepareGateway)];

        IEnumerable<Peer> Rows(string name, Func<int, Func<string, int, string[]>> prepare) =>
            counts.Select(n => new Peer(Title(name, n, "hosts"), true, prepare(n)) { Reference = Title(name, counts[0], "hosts") });

        Func<string, int, string[]> PrepareSquid(int count) => (directory, port) =>
        {
            WriteHosts(Path.Combine(directory, SquidHosts), count);
            return Others.SquidCommand(directory, port, Ports, hosts: $"\"{directory}/{SquidHosts}\"");
        };

        Func<string, int, string[]> PrepareGateway(int count) => OurGateway.Create(OurGateway.Name, program, (directory, port) =>
        {
            OurGateway.Configure(directory, port, Ports);
            WriteHosts(Path.Combine(directory, OurGateway.HostsFile), count);
        }).Prepare;
    }

    private static string Title(string name, int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{name}, {count:N0} {what}");

    private string Ports => $"{origin} {otherOrigin}";

    // So short that 100,000 fit into the megabyte that the gateway reads of a list.
    private static void WriteHosts(string file, int count) => File.WriteAllLines(
        file, [.. Enumerable.Range(1, count - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:x5}.it")), Peer.OriginHost]);
}
