using System.Xml.Linq;
using OmsGateway.Configuration;
using OmsGateway.TestSupport;

namespace OmsGateway.Soak.Gateway;

/// <summary>The gateway's configuration directory, gone at the end.</summary>
internal sealed class GatewayFiles : IDisposable
{
    public const string AllowedSubject = "CN=soak-agent";
    public const int TunnelsPerClient = 8;
    public const int DrainTimeoutSeconds = 2;

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("omsgateway-soak-");

    public string Directory => _directory.FullName;

    public string HeapFile => Path.Combine(Directory, "heap");

    public string SettingsPath => Path.Combine(Directory, ConfigurationStore.SettingsFileName);

    public string StatusPath => ConfigurationStore.Open(Directory).StatusPath;

    /// <summary>Short timeouts, so that each of them is met many times.</summary>
    /// <param name="listenPort">The port to listen on at first.</param>
    /// <param name="allowedPorts">The targets' ports.</param>
    /// <param name="slowdown">How many times as long the timeouts are.</param>
    public void Write(int listenPort, IEnumerable<int> allowedPorts, double slowdown)
    {
        new XElement("OMSGateway",
            new XElement("ListenPort", listenPort),
            new XElement("ListenAddress", "127.0.0.1"),
            new XElement("LogLevel", "Debug"),
            // The books are compared with every event.
            new XElement("LogRepetition", "Each"),
            new XElement("AllowedPorts", string.Join(' ', allowedPorts)),
            new XElement("AllowedNetworks", "127.0.0.0/8 ::1/128"),
            new XElement("RequestTimeoutSeconds", (int)(2 * slowdown)),
            new XElement("ConnectTimeoutSeconds", (int)(3 * slowdown)),
            new XElement("HandshakeTimeoutSeconds", (int)(6 * slowdown)),
            new XElement("IdleTimeoutSeconds", (int)(10 * slowdown)),
            new XElement("DrainTimeoutSeconds", DrainTimeoutSeconds),
            // What else the gateway does for each connection, so that it is found out here if it leaks. The inventory is on as delivered.
            new XElement("HealthPort", LoopbackPort.Free()),
            new XElement("AccessLog", "File"),
            new XElement("MaximumTunnelsPerClient", TunnelsPerClient)).Save(SettingsPath);
        File.WriteAllText(Path.Combine(Directory, ConfigurationStore.HostListFileName), "localhost\nnowhere.invalid\n169.254.169.254\n");
        File.WriteAllText(Path.Combine(Directory, ConfigurationStore.ClientListFileName), AllowedSubject + "\n");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
