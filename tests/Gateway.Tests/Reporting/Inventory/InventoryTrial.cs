using System.Net;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Inventory;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Outcomes;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.Gateway.Requests;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting.Inventory;

/// <summary>An inventory that is told of tunnels without sockets, and a clock that the test moves.</summary>
internal sealed class InventoryTrial
{
    private readonly GatewaySettings _settings;

    public InventoryTrial(GatewaySettings? settings = null)
    {
        _settings = settings ?? new GatewaySettings();
        Inventory = new ClientInventory(_settings, Log, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public ClientInventory Inventory { get; private set; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public KnownClient[] Clients => [.. Inventory.Read().Clients];

    public UsedHost[] Hosts => [.. Inventory.Read().Hosts];

    public KnownClient Client(string address) => Assert.Single(Clients, c => c.Address == address);

    /// <summary>The same after a restart.</summary>
    public void Restart(GatewayInventory kept) => Inventory = new ClientInventory(_settings, Log, Time, kept);

    /// <summary>A tunnel that is verified and stays open.</summary>
    public TunnelRecord Open(IPAddress client, string host, string? group = null, TlsVersion version = TlsVersion.Tls13)
    {
        TunnelRecord record = Record(client, host, group);
        (record.IsVerified, record.TlsVersion) = (true, version);
        Inventory.Verified(record);
        return record;
    }

    public void Close(TunnelRecord record, long sent = 0, long received = 0)
    {
        (record.Outcome, record.BytesSent, record.BytesReceived) = (TunnelOutcome.Completed, sent, received);
        Inventory.Closed(record, isRefusal: false);
    }

    /// <summary>A tunnel that is verified and closed.</summary>
    public void Send(string client, string host, string? group = null, long sent = 0, long received = 0, TlsVersion version = TlsVersion.Tls13) =>
        Close(Open(IPAddress.Parse(client), host, group, version), sent, received);

    public void Refuse(IPAddress client, string host, TunnelOutcome outcome = TunnelOutcome.ForbiddenHost, string? group = null)
    {
        TunnelRecord record = Record(client, host, group);
        record.Outcome = outcome;
        Inventory.Closed(record, isRefusal: true);
    }

    /// <summary>Moves the clock, and has the inventory look every hour.</summary>
    public void Pass(TimeSpan time)
    {
        for (DateTimeOffset end = Now + time; Now < end;)
        {
            Time.Advance(end - Now < TimeSpan.FromHours(1) ? end - Now : TimeSpan.FromHours(1));
            Inventory.Tick();
        }
    }

    public TunnelRecord Record(IPAddress client, string host, string? group = null) => new()
    {
        Id = 1, Started = Time.GetTimestamp(), Client = new IPEndPoint(client, 50000), Request = new ConnectRequest(HostName.Parse(host), 443), Group = group,
    };
}
