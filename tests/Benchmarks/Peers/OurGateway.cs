using System.Globalization;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>The product as it is delivered for this system, with inspection, allow list, limits and counters on.</summary>
internal static class OurGateway
{
    private const int Groups = 50, NetworksOfGroup = 40, HostsOfGroup = 200;

    public static Peer Create(string program, int origin) => Create("OMS Gateway", program, (directory, port) => Configure(directory, port, origin));

    /// <summary>The same with 50 groups of clients, 2,000 networks and 10,000 hosts; the client is in one of the groups.</summary>
    public static Peer WithGroups(string program, int origin) => Create($"OMS Gateway, {Groups} groups", program, (directory, port) =>
    {
        // Networks of eight lengths, each of which a look-up has to try.
        string Networks(int group) => string.Join(' ', Enumerable.Range(0, NetworksOfGroup)
            .Select(i => (Number: (group * NetworksOfGroup) + i, Length: 20 + (i % 8)))
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"10.{n.Number >> 4}.{(n.Number & 15) << 4}.0/{n.Length}")));
        Configure(directory, port, origin, string.Concat(Enumerable.Range(0, Groups)
            .Select(g => $"  <Group name=\"group{g}\" clients=\"{Networks(g)}{(g == Groups / 2 ? " 127.0.0.0/8" : "")}\" />\n")));
        for (int g = 0; g < Groups; g++)
        {
            File.WriteAllLines(Path.Combine(directory, $"allowedlist_server.group{g}.txt"),
                [.. Enumerable.Range(0, HostsOfGroup).Select(h => $"host{h}.group{g}.contoso.com"), Peer.OriginHost]);
        }
    });

    /// <summary>Writes settings and allow list into a directory.</summary>
    public static void Configure(string directory, int port, int origin, string groups = "")
    {
        File.WriteAllText(Path.Combine(directory, "OMSGateway.config"), $"""
            <OMSGateway>
              <ListenPort>{port}</ListenPort>
              <ListenAddress>127.0.0.1</ListenAddress>
              <LogLevel>Warning</LogLevel>
              <AllowedPorts>{origin}</AllowedPorts>
              <AllowedNetworks>127.0.0.0/8 ::1/128</AllowedNetworks>
              <MaximumTunnelsPerClient>20000</MaximumTunnelsPerClient>
            {groups}</OMSGateway>

            """);
        File.WriteAllText(Path.Combine(directory, "allowedlist_server.txt"), Peer.OriginHost + "\n");
    }

    private static Peer Create(string name, string program, Action<string, int> configure) => new(name, true, (directory, port) =>
    {
        configure(directory, port);
        return [program, "--config-dir", directory, "run"];
    });
}
