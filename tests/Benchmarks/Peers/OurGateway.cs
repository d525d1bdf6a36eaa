namespace OmsGateway.Benchmarks.Peers;

/// <summary>The product as it is delivered for this system, with inspection, allow list, limits and counters on.</summary>
internal static class OurGateway
{
    public static Peer Create(string program, int origin) => new("OMS Gateway", true, (directory, port) =>
    {
        Configure(directory, port, origin);
        return [program, "--config-dir", directory, "run"];
    });

    /// <summary>Writes settings and allow list into a directory.</summary>
    public static void Configure(string directory, int port, int origin)
    {
        File.WriteAllText(Path.Combine(directory, "OMSGateway.config"), $"""
            <OMSGateway>
              <ListenPort>{port}</ListenPort>
              <ListenAddress>127.0.0.1</ListenAddress>
              <LogLevel>Warning</LogLevel>
              <AllowedPorts>{origin}</AllowedPorts>
              <AllowedNetworks>127.0.0.0/8 ::1/128</AllowedNetworks>
              <MaximumTunnelsPerClient>20000</MaximumTunnelsPerClient>
            </OMSGateway>

            """);
        File.WriteAllText(Path.Combine(directory, "allowedlist_server.txt"), Peer.OriginHost + "\n");
    }
}
