using System.Net;
using System.Text;
using OmsGateway.Configuration.Hosts;
using OmsGateway.Configuration.Networks;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.Inventory;

/// <summary>Reads what <see cref="InventoryWriter"/> writes, and nothing else: half an inventory would call agents unknown.</summary>
internal sealed class InventoryReader
{
    private const TlsVersionSet AllVersions = TlsVersionSet.Tls10 | TlsVersionSet.Tls11 | TlsVersionSet.Tls12 | TlsVersionSet.Tls13;

    private readonly List<UsedHost> _hosts = [];
    private readonly List<KnownClient> _clients = [];

    /// <summary>Reads a whole inventory.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says where, as the rest of a sentence.</exception>
    public static GatewayInventory Read(Stream stream) => new InventoryReader().ReadAll(stream);

    private GatewayInventory ReadAll(Stream stream)
    {
        using var text = new StreamReader(stream, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, 16 * 1024, leaveOpen: true);
        int number = 1;
        var head = new InventoryFields(text.ReadLine() ?? "", number);
        if (head.Text() != InventoryWriter.Head) throw head.Wrong("it is no inventory");
        if (head.Number() is var version and not InventoryWriter.Version) throw head.Wrong($"its version {version} is not known");
        var inventory = new GatewayInventory
        {
            Written = head.Time(), ClientsSince = head.Time(), HostsSince = head.Time(), Hosts = _hosts, Clients = _clients,
        };
        head.End();
        while (true)
        {
            var fields = new InventoryFields(text.ReadLine() ?? "", ++number);
            switch (fields.Text())
            {
                case InventoryWriter.Host:
                    _hosts.Add(ReadHost(fields));
                    break;
                case InventoryWriter.Client:
                    _clients.Add(ReadClient(fields));
                    break;
                case InventoryWriter.End:
                    if (fields.Number() != _hosts.Count + _clients.Count || text.Peek() >= 0) throw fields.Wrong("lines are missing or too many");
                    fields.End();
                    return inventory;
                default:
                    throw fields.Wrong("its end is missing");
            }

            fields.End();
        }
    }

    private static UsedHost ReadHost(InventoryFields fields) => new(Host(fields, fields.Text()), Group(fields))
    {
        FirstUsed = fields.Time(), LastUsed = fields.Time(), Tunnels = fields.Number(), BytesSent = fields.Number(), BytesReceived = fields.Number(),
    };

    private KnownClient ReadClient(InventoryFields fields) => new()
    {
        Address = Address(fields), Group = Group(fields), FirstSeen = fields.Time(), LastSeen = fields.Time(),
        RecentDays = (int)fields.Number((1 << KnownClient.RecentDayCount) - 1), Tunnels = fields.Number(), BytesSent = fields.Number(),
        BytesReceived = fields.Number(), TlsVersions = (TlsVersionSet)fields.Number((long)AllVersions), Hosts = HostsOf(fields), LastRefusal = Refusal(fields),
    };

    private static string Address(InventoryFields fields)
    {
        string text = fields.Text();
        string address = text.EndsWith(KnownClient.NetworkEnding, StringComparison.Ordinal)
            ? text.Substring(0, text.Length - KnownClient.NetworkEnding.Length) : text;
        return IpLiteral.TryParseWithZone(address, out IPAddress? _) ? text : throw fields.Wrong("an address is wrong");
    }

    private static string Host(InventoryFields fields, string text) =>
        HostName.TryParse(text, out HostName? host, out _) && host!.Value == text ? text : throw fields.Wrong("a host is wrong");

    private static string? Group(InventoryFields fields)
    {
        string name = fields.Text();
        if (name.Length == 0) return null;
        return ClientGroupSettings.IsName(name) ? name : throw fields.Wrong("the name of a group is wrong");
    }

    private string[] HostsOf(InventoryFields fields)
    {
        // Hosts come before clients, so that each number refers to a host already read.
        string numbers = fields.Text();
        return numbers.Length == 0 ? [] : [.. numbers.Split(',').Select(number => _hosts[(int)fields.Number(number, _hosts.Count - 1)].Host)];
    }

    private static ClientRefusal? Refusal(InventoryFields fields)
    {
        (string time, string reason, string host) = (fields.Text(), fields.Text(), fields.Text());
        if (time.Length + reason.Length + host.Length == 0) return null;
        if (reason.Length is 0 or > 60 || !reason.All(c => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z')) throw fields.Wrong("a reason is wrong");
        return new ClientRefusal(fields.Time(time), reason, host.Length == 0 ? null : Host(fields, host));
    }
}
