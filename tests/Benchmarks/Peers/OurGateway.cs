using System.Globalization;

namespace OmsGateway.Benchmarks.Peers;

/// <summary>The product, with inspection, allow list, limits and counters on.</summary>
internal static class OurGateway
{
    /// <summary>Its name in the report.</summary>
    public const string Name = "OMS Gateway";

    /// <summary>The name of the peer that the others of its contest are compared with.</summary>
    public const string EverythingOff = "everything off";

    /// <summary>The name of the peer that logs nothing but warnings and errors.</summary>
    public const string WarningsOnly = "warnings only";

    /// <summary>What follows the name of a peer that does not run the native program, which is delivered, but .NET's just-in-time compiler.</summary>
    public const string OnCoreClr = ", CoreCLR";

    /// <summary>The names of the files with settings and allowed hosts.</summary>
    public const string SettingsFile = "OMSGateway.config", HostsFile = "allowedlist_server.txt";

    private const int Groups = 50, NetworksOfGroup = 40, HostsOfGroup = 200;

    public static Peer Create(string program, int origin, string build = "") =>
        Create($"{Name}{build}", program, (directory, port) => Configure(directory, port, $"{origin}"));

    /// <summary>The same with 50 groups of clients, 2,000 networks and 10,000 hosts; the client is in one of the groups.</summary>
    public static Peer WithGroups(string program, int origin) => Create($"{Name}, {Groups} groups", program, (directory, port) =>
    {
        // Networks of eight lengths, each of which a look-up has to try.
        string Networks(int group) => string.Join(' ', Enumerable.Range(0, NetworksOfGroup)
            .Select(i => (Number: (group * NetworksOfGroup) + i, Length: 20 + (i % 8)))
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"10.{n.Number >> 4}.{(n.Number & 15) << 4}.0/{n.Length}")));
        Configure(directory, port, $"{origin}", string.Concat(Enumerable.Range(0, Groups)
            .Select(g => $"  <Group name=\"group{g}\" clients=\"{Networks(g)}{(g == Groups / 2 ? " 127.0.0.0/8" : "")}\" />\n")));
        for (int g = 0; g < Groups; g++)
        {
            File.WriteAllLines(Path.Combine(directory, $"allowedlist_server.group{g}.txt"),
                [.. Enumerable.Range(0, HostsOfGroup).Select(h => $"host{h}.group{g}.contoso.com"), Peer.OriginHost]);
        }
    });

    /// <summary>With the event log's level as it is delivered, to compare with the usual one of this measurement.</summary>
    public static IEnumerable<Peer> AsDelivered(string program, int origin) =>
    [
        Create(WarningsOnly, program, (directory, port) => Configure(directory, port, $"{origin}")),
        Create("as it is delivered", program, (directory, port) => Configure(directory, port, $"{origin}", logLevel: "Information")),
    ];

    /// <summary>The gateway without what can be switched off.</summary>
    public static Peer WithEverythingOff(string program, int origin, string build = "") =>
        Create($"{EverythingOff}{build}", program, (directory, port) => ConfigureBare(directory, port, origin));

    /// <summary>
    /// The gateway with all that it does beside tunnels: health port, access log in files and to a syslog server, inventory, and the event log as
    /// it is delivered.
    /// </summary>
    public static Peer WithEverythingOn(string program, int origin, int syslog, string build = "") =>
        Create($"everything on{build}", program, (directory, port) => Configure(directory, port, $"{origin}", $"""
              <HealthPort>{RunningProgram.FreePort()}</HealthPort>
              <AccessLog>File</AccessLog>
              <AccessLogSyslog>syslog+tcp://127.0.0.1:{syslog}</AccessLogSyslog>

            """, "Information"));

    /// <summary>The bare gateway with a list of relay proxies, the first of which is a second one of its kind and gives the tunnels.</summary>
    public static Peer WithRelayProxies(string program, int origin) => new("everything off, through another such gateway", true, (directory, port) =>
    {
        string relay = Directory.CreateDirectory(Path.Combine(directory, "relay")).FullName;
        int relayPort = RunningProgram.FreePort();
        ConfigureBare(relay, relayPort, origin);
        ConfigureBare(directory, port, origin, $"""
              <RelayProxyAddress>127.0.0.1:{relayPort}</RelayProxyAddress>
              <RelayProxyFallbacks>127.0.0.1:{RunningProgram.FreePort()}</RelayProxyFallbacks>

            """);
        return ["sh", "-c", "\"$0\" --config-dir \"$1\" run & exec \"$0\" --config-dir \"$2\" run", program, relay, directory];
    });

    /// <summary>Writes settings and allow list into a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="port">Where the gateway is to listen.</param>
    /// <param name="allowedPorts">The origins' ports, separated by spaces.</param>
    /// <param name="settings">More settings, each as a line of the file.</param>
    /// <param name="logLevel">The least severe events that are logged.</param>
    public static void Configure(string directory, int port, string allowedPorts, string settings = "", string logLevel = "Warning")
    {
        File.WriteAllText(Path.Combine(directory, SettingsFile), $"""
            <OMSGateway>
              <ListenPort>{port}</ListenPort>
              <ListenAddress>127.0.0.1</ListenAddress>
              <LogLevel>{logLevel}</LogLevel>
              <AllowedPorts>{allowedPorts}</AllowedPorts>
              <AllowedNetworks>127.0.0.0/8 ::1/128</AllowedNetworks>
              <MaximumTunnelsPerClient>20000</MaximumTunnelsPerClient>
            {settings}</OMSGateway>

            """);
        File.WriteAllText(Path.Combine(directory, HostsFile), Peer.OriginHost + "\n");
    }

    private static void ConfigureBare(string directory, int port, int origin, string settings = "") =>
        Configure(directory, port, $"{origin}", $"  <InventoryDays>0</InventoryDays>\n{settings}");

    /// <summary>A program of the gateway's with a configuration of its own.</summary>
    public static Peer Create(string name, string program, Action<string, int> configure) => new(name, true, (directory, port) =>
    {
        configure(directory, port);
        return [program, "--config-dir", directory, "run"];
    });
}
