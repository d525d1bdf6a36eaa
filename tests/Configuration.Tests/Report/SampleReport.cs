using OmsGateway.Configuration.History;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Report;
using OmsGateway.Configuration.Status;

namespace OmsGateway.Configuration.Tests.Report;

/// <summary>What a gateway of a middle-sized site has to tell, and what none has.</summary>
internal sealed class SampleReport : IDisposable
{
    private readonly TemporaryStore _store = new();

    public SampleReport()
    {
        _store.Administration.Settings.Set("RelayProxyAddress", "http://proxy1.contoso.com:8080");
        foreach (string host in new[]
        {
            "*.ods.opinsights.azure.com", "global.handler.control.monitor.azure.com", "westeurope.handler.control.monitor.azure.com",
            "login.microsoftonline.com", "old.contoso.com",
        }) _store.Administration.Hosts.Add(host);
        _store.Administration.Groups.Set("pos", "10.9.0.0/16", null);
        _store.Administration.InGroup("pos").Hosts.Add("updates.contoso.com");
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 30, 14, 25, 0, TimeSpan.Zero);

    public TemporaryStore Store => _store;

    public void Dispose() => _store.Dispose();

    /// <summary>A gateway that runs.</summary>
    public ReportData Running(IReadOnlyList<DeniedHost>? denied = null, GatewayInventory? inventory = null, bool isWindows = false) => Data(isWindows) with
    {
        Gateway = new GatewayReport(GatewayRunState.Running, Status with { DeniedHosts = denied ?? Denied }, "The gateway is running."),
        Inventory = inventory ?? Inventory,
        History = History(),
        HistoryWritten = Now.AddSeconds(-40),
    };

    /// <summary>Where no gateway has ever run.</summary>
    public ReportData Never() => Data(isWindows: false) with { InventoryProblem = "No inventory yet.", HistoryProblem = "No history yet." };

    /// <summary>What the files in the store hold now, and nothing else.</summary>
    public ReportData Data(bool isWindows, string? directory = null) => new()
    {
        Now = Now, Computer = "GW1", Directory = "/etc/oms-gateway",
        Gateway = new GatewayReport(GatewayRunState.NotRunning, null, "No gateway runs on /etc/oms-gateway."),
        Configuration = _store.Store.Load(), Commands = new ReportCommands(isWindows, directory),
    };

    private static GatewayStatus Status => new()
    {
        ProcessId = 1342, Version = "2.0.0", Started = Now.AddDays(-12), Written = Now.AddSeconds(-3), ListenEndpoints = ["[::]:8080"],
        MaximumTunnels = 20_000, ActiveClientConnections = 412, ConnectedClients = 287, Errors = 934, Rejections = 3, ClosedConnections = 1_284_302,
        TransferredBytes = 812_345_678_901,
        RelayProxies =
        [
            new RelayProxyStatus("http://proxy1.contoso.com:8080", Now.AddMinutes(-50), Now.AddSeconds(-20), "It refuses the connection."),
            new RelayProxyStatus("http://proxy2.contoso.com:8080", null, null, null),
        ],
    };

    private static DeniedHost[] Denied =>
    [
        new("eastus.handler.control.monitor.azure.com", "10.1.4.17", 62, Now.AddMinutes(-2)),
        new("dc.services.visualstudio.com", "10.9.0.31", 18, Now.AddMinutes(-31)) { Group = "pos" },
        new("127.0.0.1", "10.1.7.3", 1, Now.AddHours(-5)),
        new("login.microsoftonline.com", "10.1.7.3", 5, Now.AddHours(-6)),
    ];

    private static GatewayInventory Inventory => new()
    {
        Written = Now.AddSeconds(-20), ClientsSince = Now.AddDays(-180), HostsSince = Now.AddDays(-180),
        Hosts =
        [
            new UsedHost("11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com", null)
                { FirstUsed = Now.AddDays(-170), LastUsed = Now.AddMinutes(-1), Tunnels = 912_004, BytesSent = 702_000_000_000, BytesReceived = 3_100_000_000 },
            new UsedHost("global.handler.control.monitor.azure.com", null)
                { FirstUsed = Now.AddDays(-170), LastUsed = Now.AddMinutes(-4), Tunnels = 201_334, BytesSent = 1_900_000_000, BytesReceived = 9_800_000_000 },
            new UsedHost("updates.contoso.com", "pos")
                { FirstUsed = Now.AddDays(-90), LastUsed = Now.AddHours(-3), Tunnels = 4_120, BytesSent = 31_000_000, BytesReceived = 88_000_000_000 },
        ],
        Clients =
        [
            .. Enumerable.Range(1, 60).Select(i => Client($"10.1.4.{i}", minutesAgo: i, tunnels: 20_000 / i, TlsVersionSet.Tls12 | TlsVersionSet.Tls13)),
            Client("10.9.0.31", minutesAgo: 31, tunnels: 4_120, TlsVersionSet.Tls12) with
                { Group = "pos", LastRefusal = new ClientRefusal(Now.AddMinutes(-31), "ForbiddenHost", "dc.services.visualstudio.com") },
            Client("10.1.7.3", minutesAgo: 300, tunnels: 0, TlsVersionSet.None) with
                { Hosts = [], LastRefusal = new ClientRefusal(Now.AddHours(-5), "ForbiddenAddress", "127.0.0.1") },
            Client("10.1.6.200", minutesAgo: 4_000, tunnels: 310, TlsVersionSet.Tls10),
            Client("2001:db8:0:7::1a", minutesAgo: 14_000, tunnels: 51_233, TlsVersionSet.Tls12),
        ],
    };

    private static KnownClient Client(string address, int minutesAgo, long tunnels, TlsVersionSet versions) => new()
    {
        Address = address, FirstSeen = Now.AddDays(-170), LastSeen = Now.AddMinutes(-minutesAgo), Tunnels = tunnels, BytesSent = tunnels * 731_000,
        BytesReceived = tunnels * 9_100, TlsVersions = versions,
        Hosts = ["11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com", "global.handler.control.monitor.azure.com"],
    };

    // A working day's hump, a night, a weekend, and an hour in which the gateway was stopped.
    private static TrafficHistory History()
    {
        var history = new TrafficHistory();
        for (DateTimeOffset time = Now.AddDays(-26); time <= Now; time = time.AddMinutes(10))
        {
            if (time > Now.AddHours(-11) && time < Now.AddHours(-10)) continue;
            double day = Math.Max(0, Math.Sin((time.TimeOfDay.TotalHours - 6) / 12 * Math.PI))
                * (time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.15 : 1);
            long tunnels = (long)(90 + (310 * day) + (time.Ticks / TimeSpan.TicksPerMinute * 7919 % 41));
            history.Add(time, new TrafficFigures
            {
                Tunnels = tunnels, Refusals = time.Hour is 9 or 13 ? 4 + (time.Minute / 10) : 0, BytesSent = tunnels * 631_000,
                BytesReceived = tunnels * 11_200, Connections = 180 + (tunnels / 2), Clients = 160 + (tunnels / 4),
            });
        }

        return history;
    }
}
