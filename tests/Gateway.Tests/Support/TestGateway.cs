using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Tests.Listening;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Support;

/// <summary>A running gateway on a loopback port that may reach origins on loopback.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private TestGateway(GatewayServer server, RecordingLogger log, ScriptedResolver names, GatewayConfiguration configuration)
    {
        Server = server;
        Log = log;
        Names = names;
        Configuration = configuration;
    }

    public GatewayServer Server { get; }

    public RecordingLogger Log { get; }

    public ScriptedResolver Names { get; }

    public GatewayConfiguration Configuration { get; }

    public int Port => Server.State.ListenEndPoints[0].Port;

    /// <summary>Starts a gateway that allows origin.test on the given port, at 127.0.0.1.</summary>
    public static async Task<TestGateway> StartAsync(
        int originPort, Func<GatewaySettings, GatewaySettings>? settings = null, TimeProvider? time = null, LogLevel log = LogLevel.Debug,
        WindowsRules? windows = null, SocketCapacity? capacity = null, params string[] hosts)
    {
        GatewayConfiguration configuration = Configure(originPort, settings, hosts);
        var logger = new RecordingLogger(log);
        ScriptedResolver names = new ScriptedResolver().Set("origin.test", "127.0.0.1").Set("localhost", "127.0.0.1", "::1");
        PortBinder? binder = windows is null ? null : new PortBinder(windows, windows.Open);
        var server = new GatewayServer(configuration, logger, time ?? TimeProvider.System, names, capacity, binder);
        await server.StartAsync(CancellationToken.None);
        return new TestGateway(server, logger, names, configuration);
    }

    /// <summary>Applies changed settings, and other hosts where given.</summary>
    public async Task ApplyAsync(Func<GatewaySettings, GatewaySettings> settings, params string[] hosts)
    {
        GatewayConfiguration next = Configuration with { Settings = settings(Configuration.Settings) };
        if (hosts.Length > 0) next = next with { Hosts = Allow(hosts) };
        await Server.ApplyAsync(next, CancellationToken.None);
    }

    public static GatewayConfiguration Configure(int originPort, Func<GatewaySettings, GatewaySettings>? settings = null, params string[] hosts)
    {
        var defaults = new GatewaySettings
        {
            ListenPort = 0,
            ListenAddress = IPAddress.Loopback,
            AllowedPorts = [originPort],
            AllowedNetworks = [IpNetwork.Parse("127.0.0.0/8"), IpNetwork.Parse("::1/128")],
            DrainTimeout = TimeSpan.FromSeconds(5),
        };
        if (hosts.Length == 0) hosts = ["origin.test", "localhost"];
        return new GatewayConfiguration
        {
            Settings = settings?.Invoke(defaults) ?? defaults,
            Hosts = Allow(hosts),
        };
    }

    private static HostAllowList Allow(string[] hosts) => new(hosts.Select(host =>
        HostPattern.TryParse(host, out HostPattern? pattern, out string? error)
            ? new AllowedHost(pattern!, "test")
            : throw new FormatException(error)));

    public Task<GatewayClient> ConnectAsync() => GatewayClient.ConnectAsync(Server.State.ListenEndPoints[0]);

    /// <summary>A client whose tunnel has passed inspection, in front of an <see cref="Origin.AfterHello"/> origin.</summary>
    public async Task<GatewayClient> OpenTunnelAsync(int originPort, string host = "origin.test")
    {
        GatewayClient client = await ConnectAsync();
        await client.OpenAsync(host, originPort);
        return client;
    }

    /// <summary>The counters once no connection is open.</summary>
    public async Task<GatewayCounters> WhenIdleAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (Server.State.Counters.ActiveClientConnections > 0) await Task.Delay(10, limit.Token);
        return Server.State.Counters;
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
